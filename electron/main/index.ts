import { openServices } from './open-services';
import { startRegister } from './start-register';

startRegister(openServices);
