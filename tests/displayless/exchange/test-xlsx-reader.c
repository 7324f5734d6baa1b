/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-error.h"
#include "td-sheet.h"
#include "td-zip-writer.h"

#define WORKBOOK                                                                                   \
  "<workbook xmlns:r='r'><sheets><sheet name='A &amp; B' sheetId='1' r:id='r1'/>"                  \
  "<sheet name='C' state='hidden' r:id='r2'/></sheets></workbook>"
#define RELATIONS                                                                                  \
  "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"
/* style 1 shows dates, style 2 is a custom format that does, 3 one that does not */
#define STYLES                                                                                     \
  "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='dd\"/\"mm'/>"                           \
  "<numFmt numFmtId='171' formatCode='0.0&quot;d&quot;'/></numFmts><cellStyleXfs><xf "             \
  "numFmtId='14'/>"                                                                                \
  "</cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/>"              \
  "<xf numFmtId='171'/></cellXfs></styleSheet>"
#define SHARED                                                                                     \
  "<sst><si><t>một</t></si><si><r><t>hai </t></r><r><t>ba</t></r><rPh><t>x</t></rPh></si><si/>"  \
  "<si><t>&lt;4&gt;</t></si></sst>"

typedef struct
{
  const char *part;
  const void *data;
  gsize size;
} Part;

/* A file of the usual parts, but those given stand in for them; no data: the part is missing. */
static GBytes *
make_file (const Part *others, guint n_others)
{
  const Part usual[] = {
    { "xl/workbook.xml", WORKBOOK, strlen (WORKBOOK) },
    { "xl/_rels/workbook.xml.rels", RELATIONS, strlen (RELATIONS) },
    { "xl/styles.xml", STYLES, strlen (STYLES) },
    { "xl/sharedStrings.xml", SHARED, strlen (SHARED) },
    { "xl/worksheets/sheet1.xml", NULL, 0 },
  };
  g_autoptr (TdZipWriter) zip = td_zip_writer_new ();

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      Part part = usual[i];

      for (guint j = 0; j < n_others; j++)
        if (g_str_equal (others[j].part, part.part))
          part = others[j];
      if (part.data != NULL)
        td_zip_writer_add (zip, part.part, part.data, part.size);
    }

  return td_zip_writer_finish (zip, NULL);
}

/* "2 A=một B#3.5 C@45000": row, column, and text, number or date */
static gboolean
dump_row (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  GString *dump = data;

  g_string_append_printf (dump, "%s%u", dump->len > 0 ? "\n" : "", row);
  for (guint i = 0; i < n_cells; i++)
    {
      const TdCell *cell = &cells[i];

      g_assert_cmpuint (strlen (cell->text), ==, cell->length);
      if (cell->kind == TD_CELL_TEXT)
        g_string_append_printf (dump, " %c=%s", 'A' + cell->column, cell->text);
      else
        g_string_append_printf (dump, " %c%c%.10g", 'A' + cell->column,
                                cell->kind == TD_CELL_DATE ? '@' : '#', cell->number);
    }

  return TRUE;
}

static char *
read_file (GBytes *bytes, GError **error)
{
  g_autoptr (TdSheetFile) file = td_sheet_file_open (bytes, "test.xlsx", NULL, error);
  g_autoptr (GString) dump = g_string_new (NULL);

  if (file == NULL || !td_sheet_file_read (file, 0, dump_row, dump, NULL, error))
    return NULL;

  return g_strdup (dump->str);
}

static char *
read_sheet (const char *xml, gsize size, GError **error)
{
  const Part sheet = { "xl/worksheets/sheet1.xml", xml, size };
  g_autoptr (GBytes) bytes = make_file (&sheet, 1);

  return read_file (bytes, error);
}

#define SHEET(rows) "<?xml version='1.0'?>\n<worksheet><sheetData>" rows "</sheetData></worksheet>"

static void
test_cells (void)
{
  static const struct
  {
    const char *rows, *dump;
  } cases[] = {
    { "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2' t='s'><v>1</v></c></row>",
      "2 A=một C=hai ba" },
    /* without references: one after the other */
    { "<row><c><v>1</v></c><c/><c><v>2.5</v></c></row><row><c><v>3</v></c></row>",
      "1 A#1 C#2.5\n2 A#3" },
    { "<row><c s='1'><v>45000.25</v></c><c s='2'><v>45001</v></c><c s='3'><v>7</v></c></row>",
      "1 A@45000.25 B@45001 C#7" },
    { "<row><c t='inlineStr'><is><r><t>a</t></r><r><rPr><b/></rPr><t xml:space='preserve'> "
      "b</t></r>"
      "<rPh><t>no</t></rPh></is></c></row>",
      "1 A=a b" },
    { "<row><c t='str'><f>A1&amp;\"x\"</f><v>x&#7897;&#x1ED9;&apos;&gt;</v></c></row>",
      "1 A=xộộ'>" },
    { "<row><c t='e'><v>#N/A</v></c><c t='b'><v>1</v></c><c t='d'><v>2024-03-05</v></c></row>",
      "1 B=1 C=2024-03-05" },
    /* texts that are not there, numbers that are none */
    { "<row><c t='s'><v>2</v></c><c t='s'><v>99</v></c><c t='s'><v>-1</v></c><c t='s'><v>0x</v></c>"
      "<c><v>1e999</v></c><c><v>nan</v></c><c><v>12a</v></c></row>",
      "1 E=1e999 F=nan G=12a" },
    { "<row><c><v>123456789012345678</v></c><c><v>-4.5E-3</v></c><c><v>0.1</v></c></row>",
      "1 A#1.23456789e+17 B#-0.0045 C#0.1" },
    { "<row><c t='str'><v>a<!-- - -->b<![CDATA[<&amp;>]]>c<?x y?></v></c></row>",
      "1 A=ab<&amp;>c" },
    { "<row r=\"1\" ><c r = 't1'\n><v >4</v ></c ></row>", "1 T#4" },
    { "<x:row><x:c><x:v>5</x:v></x:c></x:row>", "1 A#5" },
    { "<row><c t='str'><v>a\r\nb\rc</v></c></row>", "1 A=a\nb\nc" },
    /* further right than anybody looks, and further than Excel goes */
    { "<row><c r='XFD1'><v>1</v></c><c r='ZZZZZZZZ1'><v>1</v></c></row><row "
      "r='1048576'><c><v>2</v></c></row>",
      "1048576 A#2" },
    { "<row/><row r='7'></row>", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *xml =
          g_strconcat ("<?xml version='1.0'?>\n<worksheet><dimension ref='A1'/><sheetData>",
                       cases[i].rows, "</sheetData></worksheet>", NULL);
      g_autofree char *dump = read_sheet (xml, strlen (xml), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (dump, ==, cases[i].dump);
    }
}

static void
test_broken (void)
{
  static const char *const cases[] = {
    "",
    " ",
    "text",
    "<worksheet>",
    "<worksheet><sheetData><row></sheetData></worksheet>",
    "<worksheet><sheetData></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c><v>1</c></v></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c><v>1</v></c>",
    "<worksheet><sheetData><row><c><v>1</v",
    "<worksheet><sheetData><row r=1/></sheetData></worksheet>",
    "<worksheet><sheetData><row r/></sheetData></worksheet>",
    "<worksheet><sheetData><row r='1'x='2'/></sheetData></worksheet>",
    "<worksheet><sheetData><row r='<'/></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>&nbsp;</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>a & b</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>&#0;</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>&#x110000;</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>\xff</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>\xed\xa0\x80</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>\x01</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><!-- </sheetData></worksheet>",
    "<worksheet/><worksheet/>",
    "<worksheet/>x",
    "<><sheetData/></>",
    "<?xml version='1.0' encoding='no-such'?><worksheet/>",
    "<worksheet><sheetData><row r='0'/></sheetData></worksheet>",
    "<worksheet><sheetData><row r='1048577'/></sheetData></worksheet>",
    "<worksheet><sheetData><row r='99999999999999999999'/></sheetData></worksheet>",
    "<!DOCTYPE worksheet [<!ENTITY a 'b'>]><worksheet/>",
    "<worksheet><!DOCTYPE x></worksheet>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = read_sheet (cases[i], strlen (cases[i]), &error);

      g_test_message ("case %u", i);
      g_assert_null (dump);
      g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
      g_assert_cmpstr (td_error_get_file (error), ==, "test.xlsx");
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) xml = g_string_new ("<worksheet>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (xml, "<a>");
  g_assert_null (read_sheet (xml->str, xml->len, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
}

/* Tags and letters that lie across what is unpacked at once, and texts longer than a cell may be */
static void
test_long (void)
{
  g_autoptr (GString) xml = g_string_new ("<worksheet><sheetData>");
  g_autofree char *dump = NULL;
  g_auto (GStrv) rows = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_string_append_printf (xml, "<row r='%u'><c t='str'><v>", i + 1);
      for (guint j = 0; j < i % 400; j++)
        g_string_append (xml, "ộ&amp;");
      g_string_append (xml, "</v></c><c><v>1</v></c></row>");
    }
  g_string_append (xml, "<row><c t='str'><v>ộ");
  for (guint j = 0; j < 200000; j++)
    g_string_append (xml, "aộ");
  g_string_append (xml, "</v></c><c><v>2</v></c></row></sheetData></worksheet>");

  dump = read_sheet (xml->str, xml->len, &error);
  g_assert_no_error (error);
  rows = g_strsplit (dump, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 3001);
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) wanted = g_string_new (NULL);

      g_string_printf (wanted, i % 400 > 0 ? "%u A=" : "%u", i + 1);
      for (guint j = 0; j < i % 400; j++)
        g_string_append (wanted, "ộ&");
      g_string_append (wanted, " B#1");
      g_assert_cmpstr (rows[i], ==, wanted->str);
    }
  g_assert_true (g_str_has_prefix (rows[3000], "3001 A=ộaộaộ"));
  g_assert_true (g_str_has_suffix (rows[3000], " B#2"));
  g_assert_cmpuint (strlen (rows[3000]), <=, TD_SHEET_MAX_CELL + 16);
  g_assert_true (g_utf8_validate (rows[3000], -1, NULL));
}

/* A row that names its cells again and again does not grow. */
static void
test_repeated_cells (void)
{
  g_autoptr (GString) xml = g_string_new ("<worksheet><sheetData><row>");
  g_autofree char *dump = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (xml, "<c r='A1'><v>1</v></c>");
  g_string_append (xml, "</row></sheetData></worksheet>");
  dump = read_sheet (xml->str, xml->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (dump), ==, strlen ("1") + TD_SHEET_MAX_COLUMNS * strlen (" A#1"));
}

static void
test_encodings (void)
{
  static const char *const names[] = { "UTF-16LE", "UTF-16BE", "WINDOWS-1258" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *xml =
          g_strdup_printf ("%s<?xml version='1.0' encoding='%s'?><worksheet><sheetData><row><c "
                           "t='str'><v>đơn</v></c>"
                           "</row></sheetData></worksheet>",
                           i == 0 ? "\xef\xbb\xbf" : "", names[i]);
      gsize size;
      g_autofree char *encoded = g_convert (xml, -1, names[i], "UTF-8", NULL, &size, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = read_sheet (encoded, size, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (dump, ==, "1 A=đơn");
    }
}

static void
test_parts (void)
{
  const struct
  {
    Part part;
    const char *dump; /* NULL: refused */
  } cases[] = {
    { { "xl/workbook.xml", NULL, 0 }, NULL },
    { { "xl/workbook.xml", "<workbook/>", 11 }, NULL },
    { { "xl/_rels/workbook.xml.rels", NULL, 0 }, NULL },
    { { "xl/_rels/workbook.xml.rels", "<Relationships/>", 16 }, NULL },
    { { "xl/worksheets/sheet1.xml", NULL, 0 }, NULL },
    { { "xl/styles.xml", "<styleSheet>", 12 }, NULL },
    { { "xl/sharedStrings.xml", "<sst><si><t>a</si></sst>", 24 }, NULL },
    { { "xl/sharedStrings.xml", "<!DOCTYPE sst><sst/>", 20 }, NULL },
    { { "xl/sharedStrings.xml", NULL, 0 }, "1 B@45000" },
    { { "xl/styles.xml", NULL, 0 }, "1 A=hai ba B#45000" },
  };
  const char *sheet = SHEET ("<row><c t='s'><v>1</v></c><c s='1'><v>45000</v></c></row>");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Part parts[2] = { { "xl/worksheets/sheet1.xml", sheet, strlen (sheet) }, cases[i].part };
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *dump = NULL;
      g_autoptr (GError) error = NULL;

      bytes = make_file (parts, G_N_ELEMENTS (parts));
      dump = read_file (bytes, &error);
      if (cases[i].dump == NULL)
        g_assert_error (error, TD_ERROR, TD_ERROR_BAD_INPUT);
      else
        g_assert_no_error (error);
      g_assert_cmpstr (dump, ==, cases[i].dump);
    }
}

static void
test_sheets (void)
{
  const char *sheet = SHEET ("");
  const Part part = { "xl/worksheets/sheet1.xml", sheet, strlen (sheet) };
  g_autoptr (GBytes) bytes = make_file (&part, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSheetFile) file = td_sheet_file_open (bytes, "test.xlsx", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (td_sheet_file_get_format (file), ==, "xlsx");
  g_assert_cmpuint (td_sheet_file_get_n_sheets (file), ==, 2);
  g_assert_cmpstr (td_sheet_file_get_sheet_name (file, 0), ==, "A & B");
  g_assert_false (td_sheet_file_get_hidden (file, 0));
  g_assert_true (td_sheet_file_get_hidden (file, 1));
}

static gboolean
stop_at_second (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  ++*(guint *) data;

  return row < 2;
}

static void
test_stop (void)
{
  /* what comes behind is not looked at */
  const char *sheet =
      "<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c></row><row>"
      "<c><v>3</v></c></row></wrong>";
  const Part part = { "xl/worksheets/sheet1.xml", sheet, strlen (sheet) };
  g_autoptr (GBytes) bytes = make_file (&part, 1);
  g_autoptr (TdSheetFile) file = td_sheet_file_open (bytes, "test.xlsx", NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (td_sheet_file_read (file, 0, stop_at_second, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 2);
  g_cancellable_cancel (cancellable);
  g_assert_false (td_sheet_file_read (file, 0, stop_at_second, &n, cancellable, &error));
  g_assert_error (error, TD_ERROR, TD_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsx-reader/cells", test_cells);
  g_test_add_func ("/xlsx-reader/broken", test_broken);
  g_test_add_func ("/xlsx-reader/deep", test_deep);
  g_test_add_func ("/xlsx-reader/long", test_long);
  g_test_add_func ("/xlsx-reader/repeated-cells", test_repeated_cells);
  g_test_add_func ("/xlsx-reader/encodings", test_encodings);
  g_test_add_func ("/xlsx-reader/parts", test_parts);
  g_test_add_func ("/xlsx-reader/sheets", test_sheets);
  g_test_add_func ("/xlsx-reader/stop", test_stop);

  return g_test_run ();
}
