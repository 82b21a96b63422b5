/** How a report calls one of a list. */
export const labelOf = (list, key) => list.find((one) => one.key === key).label;
