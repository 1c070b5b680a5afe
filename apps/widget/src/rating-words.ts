// The words of the rating card in English: they come with the card, so that no page load pays for them.

export const ratingWords = {
  rateSend: 'Send rating',
  rateLater: 'Not now',
  rateThanks: 'Thank you for your rating!',
  rateSolved: 'Is your question solved?',
  yes: 'Yes',
  no: 'No',
  rateText: 'Anything you would like to tell us?',
  rateTags: 'What was it?',
  rateMissing: 'Please choose first.',
  star: '{n} of 5 stars',
  nps: '{n} of 10',
  npsLow: 'Not at all likely',
  npsHigh: 'Very likely',
  thumb0: 'Not good',
  thumb1: 'Good',
};
