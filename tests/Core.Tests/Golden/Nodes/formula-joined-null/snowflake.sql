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
  "joined" AS (
    SELECT
      *,
      CONCAT("STATUS", CAST(NULL AS VARCHAR), 'x') AS "J",
      'a' || CAST(NULL AS VARCHAR) || "STATUS" AS "K"
    FROM "orders"
  )
SELECT *
FROM "joined"
WHERE "J" LIKE '%x' OR "K" LIKE 'a%' OR "CUSTOMER_ID" > 0
