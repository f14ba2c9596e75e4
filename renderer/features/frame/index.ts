export { ageWords, countWords } from './age-words';
export { Frame, PawMark, type Section } from './frame';
