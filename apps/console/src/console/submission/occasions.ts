// When a submission can be offered.
export const OCCASIONS = ['outOfHours', 'nobodyOnline', 'queueFull', 'queueTimeout'] as const;
export type Occasion = (typeof OCCASIONS)[number];
