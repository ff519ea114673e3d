import { generate } from 'selfsigned';

/** The certificates a portal can show: a good one of its own authority, and three that must be refused. */
export const certificateKinds = ['good', 'expired', 'wrong-host', 'self-signed'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

export interface PortalCertificate {
  readonly key: string;
  readonly cert: string;
  /** The authority that signed it, PEM; a kiosk trusts it by its `caPath`. */
  readonly authority: string;
}

const day = 24 * 60 * 60 * 1_000;

/** Makes a certificate of the given kind for 127.0.0.1 and localhost. */
export async function makeCertificate(kind: CertificateKind): Promise<PortalCertificate> {
  const now = Date.now();
  const ec = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;
  const authority = await generate([{ name: 'commonName', value: 'Reference portal authority' }], {
    ...ec,
    notBeforeDate: new Date(now - 30 * day),
    notAfterDate: new Date(now + 365 * day),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const elsewhere = kind === 'wrong-host';
  const leaf = await generate(
    [{ name: 'commonName', value: elsewhere ? 'portal.example.vn' : 'localhost' }],
    {
      ...ec,
      notBeforeDate: new Date(now - 20 * day),
      notAfterDate: new Date(kind === 'expired' ? now - day : now + 365 * day),
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: elsewhere
            ? [{ type: 2, value: 'portal.example.vn' }]
            : [
                { type: 2, value: 'localhost' },
                { type: 7, ip: '127.0.0.1' },
              ],
        },
      ],
      ...(kind === 'self-signed' ? {} : { ca: { key: authority.private, cert: authority.cert } }),
    },
  );
  return { key: leaf.private, cert: leaf.cert, authority: authority.cert };
}
