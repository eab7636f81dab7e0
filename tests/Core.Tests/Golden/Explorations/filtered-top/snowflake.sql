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
  "explore_filter" AS (
    SELECT *
    FROM "net"
    WHERE "STATUS" = 'paid'
  ),
  "explore_groups" AS (
    SELECT
      "explore_filter"."CUSTOMER_ID",
      SUM("explore_filter"."NET") AS "NET"
    FROM "explore_filter"
    GROUP BY "explore_filter"."CUSTOMER_ID"
  )
SELECT *
FROM "explore_groups"
ORDER BY "NET" DESC NULLS FIRST
LIMIT 2
