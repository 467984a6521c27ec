/** What the page may load and run: nothing but its own files, and media of ours. */

/**
 * The one style that react-aria adds by script: `touch-action` for what can be pressed. Its hash
 * lets it in, and no other; a new version of react-aria may need another one, which a test tells.
 */
const PRESSABLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** The policy that main sends with every file; `media` is the scheme or origin of sound and pictures. */
export function policy(media = "media:"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${PRESSABLE}`,
    `img-src 'self' blob: ${media}`,
    `media-src blob: ${media}`,
    `connect-src 'self' ${media}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
