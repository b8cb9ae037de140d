// Small helpers of the rules: lists that may be absent, and numbers as the command line rounds and writes them.

export const list = (value) => value || [];
export const number = (value) => value.toFixed(2).replace(/\.?0+$/, "");
export const yuan = (value) => `${number(value)} 元`;
export const rounded = (value, places) => Number(value.toFixed(places));
