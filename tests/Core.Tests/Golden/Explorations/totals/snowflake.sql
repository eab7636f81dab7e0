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
      "AMOUNT" * 2 AS "NET"
    FROM "orders"
  )
SELECT
  COUNT("net"."ID") AS "ORDERS",
  COUNT(DISTINCT "net"."CUSTOMER_ID") AS "CUSTOMERS",
  SUM("net"."NET") AS "NET",
  MEDIAN("net"."AMOUNT") AS "MID",
  MIN("net"."ORDERED_ON") AS "FIRST",
  MAX("net"."ORDERED_ON") AS "LAST"
FROM "net"
