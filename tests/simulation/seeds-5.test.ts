import { simulate } from './fixed-seeds';

simulate(5);
