import type { FastifyRequest } from 'fastify';
import { Refused } from '../plugins/refused';

const REMOTE = {
  code: 'setup-not-here',
  message: 'A new server is set up from the computer it runs on, or started with --allow-remote-setup.',
};

/**
 * Lets only this computer itself set up an empty server: whoever is first becomes its owner.
 *
 * The name asked for must be this computer's too, so that a web page whose name was pointed at 127.0.0.1 is not taken
 * for it. A proxy on this computer is recognised by the address it forwards.
 */
export function assertOwnComputer(request: FastifyRequest): void {
  // Not `request.host`, which believes what a proxy, or such a page, says in another header.
  const name = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const isNamedHere = ['localhost', '127.0.0.1', '[::1]'].includes(name);
  if (!isLoopback(request.ip) || !isNamedHere) throw new Refused(403, REMOTE);
}

/** True for an address of this computer itself. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}
