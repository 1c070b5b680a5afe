// When a submission can be offered: those that turn a visitor away, and those that leave the choice to them.
export const OCCASIONS = [
  ...(['outOfHours', 'offDuty', 'nobodyOnline', 'queueFull', 'queueTimeout'] as const),
  ...(['waitedOver', 'forecastOver', 'whileQueued', 'afterConversation'] as const),
] as const;
export type Occasion = (typeof OCCASIONS)[number];

export const TIMED = ['waitedOver', 'forecastOver'] as const;
export const isTimed = (occasion: Occasion): occasion is (typeof TIMED)[number] =>
  (TIMED as readonly string[]).includes(occasion);
