export { HomeScreen, type UnfinishedSale } from './home-screen';
