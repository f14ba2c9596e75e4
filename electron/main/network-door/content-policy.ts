/**
 * What a page or worker of the register may do.
 *
 * Styles may stand in the page because the component library writes its colours there; they can load nothing from
 * elsewhere either.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Headers of every response of the register's origin without exception: a worker does not inherit the policy of its
 * page but takes it from the response that carried its script.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

type Body = ConstructorParameters<typeof Response>[0];

/** A response of the register's origin, with the security headers laid over its own. */
export function securedResponse(body: Body, status: number, headers: Readonly<Record<string, string>>): Response {
  return new Response(body, { status, headers: { ...headers, ...securityHeaders } });
}

/** A refusal in the form every caller of the server knows: a stable code and a sentence for the person. */
export function refusal(status: number, code: string, message: string): Response {
  return securedResponse(JSON.stringify({ code, message }), status, {
    'content-type': 'application/json; charset=utf-8',
  });
}
