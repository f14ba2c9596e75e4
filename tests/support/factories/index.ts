export * from './checkouts';
export * from './customers';
export * from './histories';
export * from './programs';
export * from './search-rows';
export * from './standings';
export * from './users';
export * from './values';
