declare module 'ipp-encoder' {
  interface Attribute {
    readonly tag: number;
    readonly name: string;
    readonly value: unknown;
  }
  interface Message {
    readonly version?: { readonly major: number; readonly minor: number };
    readonly requestId: number;
    readonly groups: readonly { readonly tag: number; readonly attributes: readonly Attribute[] }[];
  }
  interface Codec<T extends Message> {
    readonly decode: { (bytes: Buffer): T; readonly bytes: number };
    encode(message: T & { readonly statusCode?: number }): Buffer;
  }
  export const request: Codec<Message & { readonly operationId: number }>;
  export const response: Codec<Message & { readonly statusCode: number }>;
  export const CONSTANTS: Readonly<Record<string, number>>;
}
