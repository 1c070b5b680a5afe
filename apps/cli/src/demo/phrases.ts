// What visitors and agents of the demo say: one topic per visitor, so that a conversation reads as one.
import type { Dice } from '../dice.js';

interface Topic {
  readonly page: string;
  readonly opening: string;
  readonly visitor: readonly string[];
  readonly agent: readonly string[];
}

const TOPICS: readonly Topic[] = [
  {
    page: '/orders/1042',
    opening: 'Hi, my parcel was due on Monday and the tracking has not moved since.',
    visitor: [
      'The number is 1042.',
      'It still says "handed to the carrier".',
      'Would a replacement reach me by Friday?',
    ],
    agent: [
      'Sorry about that! Which order is it?',
      'I see it: it is stuck at the depot. I can ask the carrier, or send a new one.',
      'A replacement leaves today and should be there on Thursday.',
    ],
  },
  {
    page: '/checkout',
    opening: 'My card is refused at the checkout, although it works everywhere else.',
    visitor: [
      'A Visa debit card.',
      'The message is "authentication required".',
      'With the other browser it works. Thank you!',
    ],
    agent: [
      'Let us look into it. What kind of card is it?',
      'And what does the page say exactly?',
      'That is the check of your bank: a pop-up blocker may hide it. Could you try another browser?',
    ],
  },
  {
    page: '/products/desk-lamp',
    opening: 'Does the desk lamp come with a bulb?',
    visitor: ['Warm white would be best.', 'And can the arm be fixed to a shelf?', 'Good, I will order two.'],
    agent: [
      'It does, an LED one. Would you like it warm or neutral white?',
      'Then the 2700 K model is yours.',
      'Yes, the clamp takes boards of up to 4 cm.',
    ],
  },
  {
    page: '/account/invoices',
    opening: 'I need the March invoice with our VAT number on it.',
    visitor: ['DE 123 456 789.', 'Please also change it for the next ones.', 'Perfect.'],
    agent: [
      'Of course. Which number should be on it?',
      'Done: the corrected invoice is in your account now.',
      'It is saved for all invoices to come.',
    ],
  },
  {
    page: '/returns',
    opening: 'How do I send the shoes back? They are too small.',
    visitor: ['No, worn indoors only.', 'A size 43, please.', 'Great, thanks for the quick help!'],
    agent: [
      'No problem. Have they been worn outside?',
      'Then an exchange is free. Which size shall I send?',
      'The label is in your inbox, and the 43 leaves tomorrow.',
    ],
  },
];

const NAMES = ['Mia', 'Noah', 'Lea', 'Emil', 'Zoe', 'Tariq', 'Ida', 'Luis', 'Aiko', 'Jonas', 'Nora', 'Kofi'];
const WAITING = ['Still here, no hurry.', 'Is somebody there?', 'I will wait a little longer.'];
const GOODBYES = [
  'Is there anything else? If not: have a nice day!',
  'Glad to help. Have a good one!',
  'All the best, goodbye!',
];

export interface Persona extends Topic {
  readonly name: string;
  readonly email: string;
}

export function persona(dice: Dice): Persona {
  const name = dice.one(NAMES);
  return { ...dice.one(TOPICS), name, email: `${name.toLowerCase()}@example.com` };
}

/** The answers that fit what the visitor opened with; for a person who typed something else, the friendliest. */
export const answersTo = (opening: string): readonly string[] =>
  TOPICS.find((topic) => topic.opening === opening)?.agent ?? [
    'Hello! How can I help you?',
    'Thanks, I am looking into it.',
    'That should do. Does it work for you now?',
  ];

export const impatience = (dice: Dice): string => dice.one(WAITING);
export const goodbye = (dice: Dice): string => dice.one(GOODBYES);
