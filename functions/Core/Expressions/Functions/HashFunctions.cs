using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Hashes and encodings.</summary>
internal static class HashFunctions
{
    private const FunctionCategory Category = FunctionCategory.Hash;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("MD5|MD5_HEX(text: Text)", Category, Returns.Varchar, Text("md5({0})"), "MD5 as 32 hexadecimal digits.", "MD5('Snowflake') = 'edf1439075a83a447fb8b630ddc9c8de'"),
        Define.Scalar("SHA1|SHA1_HEX(text: Text)", Category, Returns.Varchar, Text("sha1({0})"), "SHA-1 as 40 hexadecimal digits.", "SHA1('Snowflake') = 'fda76b0bcc1e87cf259b1d1e3271d76f590fb5dd'"),
        Define.Scalar(
            "SHA2|SHA2_HEX(text: Text, [size: IntegerConstant])", Category, Returns.Varchar, Code(WriteSha2), "SHA-2 as hexadecimal digits; 256 bits, or 224, 384 or 512.",
            "SHA2('Snowflake', 256) = '1dbd59f661d68b90724f21084396b865497173e4d2714f4d91cf05fa5fc5e18d'", check: static arguments => arguments.Length > 1 && Constants.Integer(arguments[1]) is not (224 or 256 or 384 or 512) ? (1, "224, 256, 384 or 512") : null),
        Define.Scalar("HEX_ENCODE(text: Text)", Category, Returns.Varchar, Text("hex({0})"), "The bytes of UTF-8 as hexadecimal digits.", "HEX_ENCODE('SNOW') = '534E4F57'"),
        Define.Scalar("HEX_DECODE_STRING(text: Text)", Category, Returns.Varchar, Text("decode(unhex({0}))"), "The text that hexadecimal digits spell.", "HEX_DECODE_STRING('534E4F57') = 'SNOW'"),
        Define.Scalar("BASE64_ENCODE(text: Text)", Category, Returns.Varchar, Text("to_base64(encode({0}))"), "The bytes of UTF-8 in Base64.", "BASE64_ENCODE('Snowflake') = 'U25vd2ZsYWtl'"),
        Define.Scalar("BASE64_DECODE_STRING(text: Text)", Category, Returns.Varchar, Text("decode(from_base64({0}))"), "The text that Base64 spells.", "BASE64_DECODE_STRING('U25vd2ZsYWtl') = 'Snowflake'"),
    ];

    private static void WriteSha2(ExpressionWriter writer, TypedCall call)
    {
        if (call.Arguments.Length > 1 && Constants.Integer(call.Arguments[1]) != 256)
        {
            writer.Unsupported("SHA2 of another size than 256", call.Span);
            return;
        }

        writer.WriteTemplate(new DuckDbTemplate("sha256({0})"), call.Arguments);
    }
}
