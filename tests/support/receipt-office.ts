/** The office of every paper in the tests. */
export const receiptOffice = {
  name: 'Trung tâm Phục vụ hành chính công',
  place: 'Xã Chư Păh, tỉnh Gia Lai',
  counter: 'Quầy số 1',
  communeCode: '23722',
  agencyCode: '000.00.00.H21',
} as const;
