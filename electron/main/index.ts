import { openServices, startRegister } from './start-register';

startRegister(openServices);
