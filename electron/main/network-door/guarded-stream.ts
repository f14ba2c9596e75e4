/**
 * Passes a body on and ends its source when nobody reads it or it has fallen silent.
 *
 * An answer without a single byte for `silenceMs` counts as broken, because a connection can die without a sign; only
 * the time spent waiting for the source counts, not the time the reader takes.
 */
export function guardedStream(
  source: ReadableStream<Uint8Array>,
  {
    silenceMs,
    abort,
    onEnd,
  }: { readonly silenceMs: number; readonly abort: AbortController; readonly onEnd: () => void },
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const timer = setTimeout(() => abort.abort(), silenceMs);
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          onEnd();
          controller.close();
        } catch {
          abort.abort();
          // The reason stays here: it may name addresses. The page only learns that the stream broke.
          controller.error(new Error('stream-broken'));
        } finally {
          clearTimeout(timer);
        }
      },
      cancel() {
        abort.abort();
      },
    },
    { highWaterMark: 0 },
  );
}
