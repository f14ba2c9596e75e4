export * from './customers';
export * from './users';
export * from './values';
