/** The kind under which batches of orders are carried out. */
export const ORDER_BATCH = 'order-batch'
