import { qrSource } from '../../typeset/qr.ts'

/** A QR code of an address, 30 mm wide; `alt` says where it leads, for those who see no picture. */
export const QrCode = ({ text, alt, caption }: { text: string; alt: string; caption?: string }) => (
  <figure class="document-code">
    <img src={qrSource(text)} alt={alt} />
    {caption && <figcaption>{caption}</figcaption>}
  </figure>
)
