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
      "STATUS"
    FROM "net"
    GROUP BY "STATUS"
  )
SELECT *
FROM "explore_groups"
ORDER BY "STATUS" ASC NULLS LAST
LIMIT 2
