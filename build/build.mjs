// Builds register and sync server into out/.
import { ensureDependencies } from './machine/dependencies.mjs';
import { reportFailure } from './machine/say.mjs';
import { buildProduct } from './product.mjs';
import { say } from './machine/say.mjs';

await reportFailure(async () => {
  await ensureDependencies();
  await buildProduct();
  say('built into out/');
});
