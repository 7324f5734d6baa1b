/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "docx-fixture.h"

#include "td-docx-writer.h"
#include "td-zip.h"

#include <libxml/parser.h>

static char *no_strings[] = { NULL };

static char *parents[] = { (char *) "UBND TỈNH A & B", NULL };
static char *agency[] = { (char *) "SỞ GIÁO DỤC VÀ ĐÀO TẠO", NULL };
static char *titles[] = { (char *) "GIÁM ĐỐC", NULL };
static char *recipients[] = { (char *) "- Như trên;", (char *) "- Lưu: VT.", NULL };

static TdBlock *
make_table (void)
{
  TdBlock *table = td_block_new_table (1);
  TdBlock *row;

  td_block_add_column (table, "number", "TT", 0.1, TD_ALIGN_CENTER);
  td_block_add_column (table, "content", "Nội dung", 0, TD_ALIGN_DEFAULT);
  td_block_add_column (table, "deadline", "Hạn", 0.3, TD_ALIGN_DEFAULT);
  row = td_block_append (table, td_block_new_row ());
  for (guint i = 0; i < 3; i++)
    td_block_append (row, td_block_new_cell (i == 0 ? "TT" : "Cột", NULL))->as.cell.header = TRUE;
  row = td_block_append (table, td_block_new_group_row ());
  td_block_append (row, td_block_new_cell ("I", NULL));
  td_block_append (row, td_block_new_cell ("Lĩnh vực", NULL))->as.cell.column_span = 2;
  row = td_block_append (table, td_block_new_row ());
  td_block_append (row, td_block_new_cell ("1", NULL))->as.cell.row_span = 2;
  td_block_append (row, td_block_new_cell ("Việc <một>", "b0+4"));
  td_block_append (row, td_block_new_cell ("Quý I", NULL));
  row = td_block_append (table, td_block_new_row ());
  td_block_append (row, td_block_new_cell ("Việc hai", NULL));
  td_block_append (row, td_block_new_cell ("Quý II", NULL));

  return table;
}

static TdBlock *
make_document (void)
{
  TdBlock *document = td_block_new_document ("Kế hoạch & việc", "Sở \"X\"");
  TdBlock *body =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  TdBlock *annex;
  TdBlock *header = td_block_append (body, td_block_new_header ());
  TdBlock *signature;

  header->as.header.parents = g_strdupv (parents);
  header->as.header.agency = g_strdupv (agency);
  header->as.header.number = g_strdup ("6");
  header->as.header.symbol = g_strdup ("KH-SGDĐT");
  header->as.header.place = g_strdup ("Khánh Hòa");
  header->as.header.day = 5;
  header->as.header.month = 2;
  header->as.header.year = 2026;
  header->as.header.kind = g_strdup ("KẾ HOẠCH");
  header->as.header.title = g_strdup ("Cải cách hành chính\nnăm 2026");
  header->as.header.urgency = g_strdup ("KHẨN");
  td_block_append (body, td_block_new_legal_basis ("Căn cứ Luật;", NULL));
  td_block_append (body, td_block_new_heading (1, "I.", "MỤC TIÊU", NULL));
  td_block_append (body, td_block_new_paragraph ("Xem trang1 ở đây\n\tvà ]]> \x01 đó",
                                                 "l4+5=https%3A//a.vn/%3Fx%3D1%26y n9+1=1 i11+2"));
  td_block_append (body, td_block_new_list_item (0, "-", "Một việc", "b0+3"));
  td_block_append (body, td_block_new_footnote ("1", "Chú thích", NULL));
  td_block_append (body, td_block_new_page_break ());
  td_block_append (body, td_block_new_heading (2, "1.", "Yêu cầu", NULL));
  td_block_append (body, td_block_new_heading (2, "2.", "Kết quả: nêu rõ việc", "b0+8"));
  td_block_append (body, td_block_new_heading (2, "3.", "Cách làm", "b0+8"));
  td_block_append (body, td_block_new_heading (3, "3.1.", "Tự chấm", "i0+2"));
  signature = td_block_append (body, td_block_new_signature ());
  signature->as.signature.titles = g_strdupv (titles);
  signature->as.signature.recipients = g_strdupv (recipients);
  signature->as.signature.name = g_strdup ("Nguyễn Văn A");
  annex = td_block_append (document, td_block_new_part (TRUE, TD_ORIENTATION_LANDSCAPE, "Phụ lục"));
  td_block_append (annex, td_block_new_annex_header ("Phụ lục", "NHIỆM VỤ", "(Kèm theo …)"));
  td_block_append (annex, make_table ());

  return document;
}

static GBytes *
write_document (void)
{
  g_autoptr (TdBlock) document = make_document ();
  g_autoptr (GError) error = NULL;
  GBytes *bytes = td_docx_write (document, td_style_nd30 (), &error);

  g_assert_no_error (error);

  return bytes;
}

/* What is written is what is read */
static void
test_read_back (void)
{
  g_autoptr (GBytes) bytes = write_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = td_docx_read (bytes, "test.docx", NULL, &error);
  g_autofree char *dump = NULL;
  static const char *const expected[] = {
    "| UBND TỈNH A & B\n",
    "bold | SỞ GIÁO DỤC VÀ ĐÀO TẠO",
    "| Số: 06/KH-SGDĐT\n",
    "italic | Khánh Hòa, ngày 05 tháng 02 năm 2026",
    "bold | KẾ HOẠCH",
    "bold | Cải cách hành chính\\nnăm 2026",
    "italic ind=0+36 | Căn cứ Luật;",
    "P h1 J 14pt bold ind=0+36 | I. MỤC TIÊU",
    "| Xem trang1 ở đây\\n\\tvà ]]>  đó  {l4+5=https%3A//a.vn/%3Fx%3D1%26y n9+1=1 i11+2}\n",
    "| - Một việc  {b2+3}\n",
    "P h2 J 14pt bold break ind=0+36 | 1. Yêu cầu",
    "P h2 J 14pt ind=0+36 | 2. Kết quả: nêu rõ việc  {b0+11}\n",
    "P h2 J 14pt bold ind=0+36 | 3. Cách làm",
    "P h3 J 14pt bold italic ind=0+36 | 3.1. Tự chấm",
    "| Nơi nhận:",
    "| - Lưu: VT.",
    "bold | GIÁM ĐỐC",
    "bold | Nguyễn Văn A",
    "TABLE 4 rows x 3 columns bordered landscape",
    "ROW header\n    CELL 0\n      P C 12pt bold | TT",
    "CELL 1 2x1\n      P 12pt bold | Lĩnh vực",
    "CELL 0 1x2\n      P C 12pt | 1\n",
    "| Việc <một>  {b0+4}",
    "NOTE 1\n  P J 11pt | Chú thích\n",
  };

  g_assert_no_error (error);
  dump = td_source_document_dump (document);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strstr (dump, expected[i]) == NULL)
      {
        g_test_message ("%s", dump);
        g_assert_cmpstr (expected[i], ==, "in the dump above");
      }
}

static void
test_deterministic (void)
{
  g_autoptr (GBytes) first = write_document ();
  g_autoptr (GBytes) second = NULL;

  g_setenv ("TZ", "Asia/Ho_Chi_Minh", TRUE);
  g_usleep (1100000);
  second = write_document ();
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_well_formed (void)
{
  static const char *const parts[] = { "[Content_Types].xml",
                                       "_rels/.rels",
                                       "word/document.xml",
                                       "word/styles.xml",
                                       "word/settings.xml",
                                       "word/footnotes.xml",
                                       "word/header1.xml",
                                       "word/header2.xml",
                                       "word/footer1.xml",
                                       "word/footer2.xml",
                                       "word/_rels/document.xml.rels",
                                       "docProps/core.xml" };
  g_autoptr (GBytes) bytes = write_document ();
  g_autoptr (TdZip) zip = td_zip_open (bytes, "test.docx", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) part = td_zip_read (zip, parts[i], NULL, &error);
      xmlDoc *doc;

      g_assert_no_error (error);
      doc = xmlReadMemory (g_bytes_get_data (part, NULL), (int) g_bytes_get_size (part), parts[i],
                           NULL, XML_PARSE_NONET);
      g_assert_nonnull (doc);
      xmlFreeDoc (doc);
    }
}

static char *
part_text (const char *name)
{
  g_autoptr (GBytes) bytes = write_document ();
  g_autoptr (TdZip) zip = td_zip_open (bytes, "test.docx", NULL, NULL);
  g_autoptr (GBytes) part = td_zip_read (zip, name, NULL, NULL);

  return g_strndup (g_bytes_get_data (part, NULL), g_bytes_get_size (part));
}

static void
test_structure (void)
{
  static const char *const document[] = {
    "<w:titlePg/>",
    "w:orient=\"landscape\"",
    "<w:tblHeader/>",
    "<w:cantSplit w:val=\"0\"/>",
    "<w:gridSpan w:val=\"2\"/>",
    "<w:vMerge w:val=\"restart\"/>",
    "<w:vMerge/>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:pgNumType w:start=\"1\"/>",
    /* RULE nd30-page-width, nd30-margin-left: 210 x 297 mm, 30 mm */
    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
    "w:left=\"1701\"",
  };
  g_autofree char *body = part_text ("word/document.xml");
  g_autofree char *header = part_text ("word/header1.xml");
  g_autofree char *first = part_text ("word/header2.xml");
  g_autofree char *core = part_text ("docProps/core.xml");

  for (guint i = 0; i < G_N_ELEMENTS (document); i++)
    g_assert_nonnull (strstr (body, document[i]));
  g_assert_nonnull (strstr (header, " PAGE "));
  g_assert_null (strstr (first, "PAGE"));
  g_assert_nonnull (strstr (core, "<dc:title>Kế hoạch &amp; việc</dc:title>"));
  g_assert_nonnull (strstr (core, "<dc:language>vi-VN</dc:language>"));
}

static void
test_empty (void)
{
  g_autoptr (TdBlock) document = td_block_new_document (NULL, NULL);
  TdBlock *part = td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_AUTO, NULL));
  TdBlock *signature = td_block_append (part, td_block_new_signature ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TdSourceDocument) read = NULL;

  signature->as.signature.titles = g_strdupv (no_strings);
  td_block_append (part, td_block_new_table (0));
  td_block_append (part, td_block_new_paragraph ("", NULL));
  bytes = td_docx_write (document, td_style_nd30 (), &error);
  g_assert_no_error (error);
  read = td_docx_read (bytes, "test.docx", NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx-writer/read-back", test_read_back);
  g_test_add_func ("/docx-writer/deterministic", test_deterministic);
  g_test_add_func ("/docx-writer/well-formed", test_well_formed);
  g_test_add_func ("/docx-writer/structure/rule/nd30-page-width", test_structure);
  g_test_add_func ("/docx-writer/empty", test_empty);

  return g_test_run ();
}
