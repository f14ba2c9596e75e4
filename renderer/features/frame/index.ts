export { ageWords, countWords } from './age-words';
export { fillingWords } from './filling-words';
export { Frame, type MenuAction, type Section } from './frame';
