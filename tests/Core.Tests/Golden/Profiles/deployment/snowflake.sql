WITH
  "orders" AS (
    SELECT
      "ID",
      "CUSTOMER_ID",
      "AMOUNT",
      "STATUS",
      "ORDERED_ON"
    FROM "RAW"."SHOP"."ORDERS"
  ),
  "net" AS (
    SELECT
      *,
      "AMOUNT" * 2 AS "VALUE",
      "AMOUNT" > 10 AS "LATE"
    FROM "orders"
  )
SELECT
  COUNT(*) AS "rows",
  COUNT("VALUE") AS "v0",
  COUNT(DISTINCT "VALUE") AS "d0",
  MIN("VALUE") AS "l0",
  MAX("VALUE") AS "h0",
  AVG(TO_DOUBLE("VALUE")) AS "m0"
FROM "net"
