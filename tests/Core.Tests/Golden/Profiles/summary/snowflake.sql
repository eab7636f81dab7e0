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
  COUNT("ID") AS "v0",
  COUNT(DISTINCT "ID") AS "d0",
  MIN("ID") AS "l0",
  MAX("ID") AS "h0",
  AVG(TO_DOUBLE("ID")) AS "m0",
  COUNT("CUSTOMER_ID") AS "v1",
  COUNT(DISTINCT "CUSTOMER_ID") AS "d1",
  MIN("CUSTOMER_ID") AS "l1",
  MAX("CUSTOMER_ID") AS "h1",
  AVG(TO_DOUBLE("CUSTOMER_ID")) AS "m1",
  COUNT("AMOUNT") AS "v2",
  COUNT(DISTINCT "AMOUNT") AS "d2",
  MIN("AMOUNT") AS "l2",
  MAX("AMOUNT") AS "h2",
  AVG(TO_DOUBLE("AMOUNT")) AS "m2",
  COUNT("STATUS") AS "v3",
  COUNT(DISTINCT "STATUS") AS "d3",
  MIN("STATUS") AS "l3",
  MAX("STATUS") AS "h3",
  COUNT("ORDERED_ON") AS "v4",
  COUNT(DISTINCT "ORDERED_ON") AS "d4",
  MIN("ORDERED_ON") AS "l4",
  MAX("ORDERED_ON") AS "h4",
  COUNT("VALUE") AS "v5",
  COUNT(DISTINCT "VALUE") AS "d5",
  MIN("VALUE") AS "l5",
  MAX("VALUE") AS "h5",
  AVG(TO_DOUBLE("VALUE")) AS "m5",
  COUNT("LATE") AS "v6",
  COUNT(DISTINCT "LATE") AS "d6"
FROM "net"
