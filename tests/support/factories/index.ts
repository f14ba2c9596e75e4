export * from './customers';
export * from './values';
