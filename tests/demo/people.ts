/** Invented people, as the QR code of their card says them. */
export const motherCard =
  '064198000456||Nguyễn Thị Hoàng Ánh|15031998|Nữ|Làng Kênh, Xã Chư Păh, Gia Lai|12032025||||';

/** Words that stand nowhere but on the papers of the mother and her child. */
export const motherWords = ['Nguyễn Thị Hoàng Ánh', '064198000456', '0905123456', 'Trần Bình An'] as const;
