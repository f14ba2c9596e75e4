import { simulateOnPostgres } from './fixed-seeds';

simulateOnPostgres();
