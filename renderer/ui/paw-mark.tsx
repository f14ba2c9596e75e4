/** The mark of Pawtill: four toes and a pad, drawn by hand. */
export function PawMark({ size = 34 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <ellipse cx="6.6" cy="14" rx="3" ry="4.1" transform="rotate(-18 6.6 14)" />
      <ellipse cx="12.6" cy="8" rx="3.1" ry="4.5" />
      <ellipse cx="19.6" cy="8" rx="3.1" ry="4.5" />
      <ellipse cx="25.6" cy="14" rx="3" ry="4.1" transform="rotate(18 25.6 14)" />
      <path d="M16 14.6c3.6 0 8 5.6 8 9.3 0 2.6-2 3.9-4.2 3.9-1.6 0-2.5-.7-3.8-.7s-2.2.7-3.8.7C10 27.800 8 26.500 8 23.900c0-3.700 4.400-9.300 8-9.300z" />
    </svg>
  );
}
