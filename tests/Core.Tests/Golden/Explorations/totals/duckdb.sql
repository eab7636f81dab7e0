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
  count("net"."ID") AS "ORDERS",
  count(DISTINCT "net"."CUSTOMER_ID") AS "CUSTOMERS",
  sum("net"."NET") AS "NET",
  CAST(round(median(CAST("net"."AMOUNT" AS DOUBLE)), 5) AS DECIMAL(38,5)) AS "MID",
  min("net"."ORDERED_ON") AS "FIRST",
  max("net"."ORDERED_ON") AS "LAST"
FROM "net"
