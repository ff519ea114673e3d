export { createTechnician, type LeaveHow, type Technician } from './technician.ts';
