/**
 * Gives the memory of a large buffer back at once. Otherwise it waits for the next garbage collection, and a worker that
 * has nothing to do may never see one. The buffer is empty afterwards.
 */
export function releaseBuffer(buffer: ArrayBuffer): void {
  // Newer than the library's types, and than the Node that runs tests.
  (buffer as { transfer?: (length: number) => ArrayBuffer }).transfer?.(0);
}
