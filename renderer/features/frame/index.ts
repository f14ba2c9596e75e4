export { countWords } from './count-words';
export { fillingWords } from './filling-words';
export { Frame, type MenuAction, type Section } from './frame';
