/** @returns the label of the entry with this key */
export const labelOf = (list, key) => list.find((one) => one.key === key).label;
