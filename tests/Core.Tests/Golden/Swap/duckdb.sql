-- a new table
ALTER TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" RENAME TO "Sales ""2024""";
-- and back
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "Sales ""2024""__STAGE_0A1B2C3D";

-- a table replaces a table
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "Sales ""2024""__PREVIOUS";
ALTER TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" RENAME TO "Sales ""2024""";
-- and back
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "Sales ""2024""__STAGE_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "Sales ""2024""";

-- a table replaces a table that has replaced one
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "Sales ""2024""__PREVIOUS_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "Sales ""2024""__PREVIOUS";
ALTER TABLE "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" RENAME TO "Sales ""2024""";
-- and back
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "Sales ""2024""__STAGE_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "Sales ""2024""";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS_0A1B2C3D" RENAME TO "Sales ""2024""__PREVIOUS";

-- a view replaces a table
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "Sales ""2024""__PREVIOUS";
ALTER VIEW "MART"."OUT"."Sales ""2024""__STAGE_0A1B2C3D" RENAME TO "Sales ""2024""";
-- and back
ALTER VIEW "MART"."OUT"."Sales ""2024""" RENAME TO "Sales ""2024""__STAGE_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "Sales ""2024""";

-- a table is retired
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "Sales ""2024""__PREVIOUS_0A1B2C3D";
ALTER TABLE "MART"."OUT"."Sales ""2024""" RENAME TO "Sales ""2024""__PREVIOUS";
-- and back
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS" RENAME TO "Sales ""2024""";
ALTER TABLE "MART"."OUT"."Sales ""2024""__PREVIOUS_0A1B2C3D" RENAME TO "Sales ""2024""__PREVIOUS";
