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
  ),
  "explore_groups" AS (
    SELECT
      "STATUS",
      AVG("AMOUNT") AS "AVERAGE"
    FROM "net"
    GROUP BY "STATUS"
  )
SELECT *
FROM "explore_groups"
ORDER BY "STATUS" DESC NULLS FIRST
