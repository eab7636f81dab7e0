namespace Handover.Core.Sql;

/// <summary>The families of Snowflake's data types.</summary>
public enum SqlTypeKind
{
    /// <summary>The type of a bare NULL, and of a value whose type is not known: fits everywhere.</summary>
    Unknown,
    /// <summary>NUMBER(precision, scale): exact decimals, integers included.</summary>
    Number,
    /// <summary>FLOAT: 64-bit binary floating point.</summary>
    Float,
    /// <summary>VARCHAR: text of any length.</summary>
    Varchar,
    /// <summary>BOOLEAN.</summary>
    Boolean,
    /// <summary>DATE.</summary>
    Date,
    /// <summary>TIME of day.</summary>
    Time,
    /// <summary>TIMESTAMP_NTZ: wall-clock time without a zone.</summary>
    Timestamp,
    /// <summary>TIMESTAMP_TZ and TIMESTAMP_LTZ: an instant.</summary>
    TimestampTz,
    /// <summary>VARIANT: semi-structured value.</summary>
    Variant,
    /// <summary>ARRAY of VARIANT.</summary>
    Array,
    /// <summary>OBJECT: string keys to VARIANT.</summary>
    Object,
    /// <summary>BINARY.</summary>
    Binary,
}

/// <summary>A data type in Snowflake's words.</summary>
/// <param name="Kind">The family.</param>
/// <param name="Precision">Total digits of a NUMBER (1..38), else 0.</param>
/// <param name="Scale">Digits behind the point of a NUMBER (0..Precision), else 0.</param>
public readonly record struct SqlType(SqlTypeKind Kind, int Precision = 0, int Scale = 0)
{
    /// <summary>Not known, or NULL.</summary>
    public static readonly SqlType Unknown = new(SqlTypeKind.Unknown);
    /// <summary>NUMBER(38,0), Snowflake's INTEGER.</summary>
    public static readonly SqlType Integer = new(SqlTypeKind.Number, 38, 0);
    /// <summary>FLOAT.</summary>
    public static readonly SqlType Float = new(SqlTypeKind.Float);
    /// <summary>VARCHAR.</summary>
    public static readonly SqlType Varchar = new(SqlTypeKind.Varchar);
    /// <summary>BOOLEAN.</summary>
    public static readonly SqlType Boolean = new(SqlTypeKind.Boolean);
    /// <summary>DATE.</summary>
    public static readonly SqlType Date = new(SqlTypeKind.Date);
    /// <summary>TIME.</summary>
    public static readonly SqlType Time = new(SqlTypeKind.Time);
    /// <summary>TIMESTAMP_NTZ.</summary>
    public static readonly SqlType Timestamp = new(SqlTypeKind.Timestamp);
    /// <summary>TIMESTAMP_TZ.</summary>
    public static readonly SqlType TimestampTz = new(SqlTypeKind.TimestampTz);
    /// <summary>VARIANT.</summary>
    public static readonly SqlType Variant = new(SqlTypeKind.Variant);
    /// <summary>ARRAY.</summary>
    public static readonly SqlType Array = new(SqlTypeKind.Array);
    /// <summary>OBJECT.</summary>
    public static readonly SqlType Object = new(SqlTypeKind.Object);
    /// <summary>BINARY.</summary>
    public static readonly SqlType Binary = new(SqlTypeKind.Binary);

    /// <summary>NUMBER(precision, scale).</summary>
    public static SqlType Number(int precision, int scale) => new(SqlTypeKind.Number, precision, scale);

    /// <summary>The type as Snowflake writes it: <c>NUMBER(38,0)</c>, <c>TIMESTAMP_NTZ</c>.</summary>
    public override string ToString() => Kind switch
    {
        SqlTypeKind.Number => $"NUMBER({Precision},{Scale})",
        SqlTypeKind.Timestamp => "TIMESTAMP_NTZ",
        SqlTypeKind.TimestampTz => "TIMESTAMP_TZ",
        _ => Kind.ToString().ToUpperInvariant(),
    };
}
