export { ageWords, countWords } from './age-words';
export { Frame, type Section } from './frame';
