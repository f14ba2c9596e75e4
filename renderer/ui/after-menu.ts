/**
 * What a menu entry does, once its menu has begun to close.
 *
 * A menu gives the focus back to its button unless somebody else takes it after that: a screen or dialog that opens in
 * the same moment would lose the focus it asked for.
 */
export function afterMenu(act: () => void): () => void {
  return () => void setTimeout(act);
}
