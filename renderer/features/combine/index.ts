export { CombineScreen } from './combine-screen';
export { mayCombine } from './may-combine';
