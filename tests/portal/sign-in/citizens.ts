/** Synthetic people with an account at the reference portal; the first one answers when nobody is named. */
export interface Citizen {
  readonly idNumber: string;
  readonly fullName: string;
  readonly birthDate: string | null;
  readonly gender: 'male' | 'female' | null;
  readonly phone: string;
}

export const sampleCitizens: readonly Citizen[] = [
  {
    idNumber: '064203000123',
    fullName: 'Nguyễn Văn An',
    birthDate: '2003-02-10',
    gender: 'male',
    phone: '0900000123',
  },
  {
    idNumber: '052185000456',
    fullName: 'Trần Thị Mẫu',
    birthDate: '1985-09-05',
    gender: 'female',
    phone: '0900000456',
  },
];
