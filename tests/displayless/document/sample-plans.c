/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-plans.h"

#include <string.h>

/* Source kinds of the samples: any numbers will do. */
enum
{
  KIND_PLAN = 1,
  KIND_BLOCK,
  KIND_TASK,
};

static const char *const areas[] = { "Công tác chỉ đạo, điều hành", "Cải cách thể chế",
                                     "Cải cách thủ tục hành chính", "Cải cách tổ chức bộ máy",
                                     "Cải cách chế độ công vụ",     "Cải cách tài chính công",
                                     "Xây dựng chính quyền số" };

static const char *const works[] = {
  "Ban hành lịch kiểm tra việc tiếp nhận và trả hồ sơ tại các trường trực thuộc, công khai trên "
  "trang thông tin của Sở",
  "Rà soát thời hạn từng bước xử lý hồ sơ chuyển trường, đề nghị cắt giảm những bước không tạo ra "
  "kết quả",
  "Tập huấn kỹ năng soạn thảo văn bản điện tử cho văn thư các đơn vị",
  "Số hóa sổ gốc cấp văn bằng, chứng chỉ của các khóa thi trước năm 2010; đối chiếu với danh sách "
  "tốt nghiệp và lập biên bản sai lệch (nếu có)",
  "Lấy ý kiến phụ huynh về mức độ hài lòng qua phiếu hỏi điện tử",
  "Sắp xếp lại vị trí việc làm của bộ phận tiếp nhận",
  "Công khai dự toán, quyết toán và kết quả mua sắm trong 15 ngày kể từ ngày được duyệt",
};

static const char *const products[] = { "Lịch kiểm tra",
                                        "Báo cáo rà soát",
                                        "Lớp tập huấn",
                                        "Cơ sở dữ liệu văn bằng; biên bản đối chiếu",
                                        "Báo cáo kết quả khảo sát",
                                        "Quyết định",
                                        "Thông báo công khai" };
static const char *const leads[] = { "Văn phòng Sở", "Phòng Tổ chức cán bộ",
                                     "Phòng Kế hoạch - Tài chính", "Thanh tra Sở" };
static const char *const partners[] = { "Các phòng thuộc Sở", "Các đơn vị trực thuộc",
                                        "Phòng GDĐT các xã, phường", "" };
static const char *const deadlines[] = { "Quý I/2026", "Tháng 6 năm 2026", "Thường xuyên",
                                         "Trước ngày 15/11/2026", "Cả năm" };

static char **
strings (const char *first, const char *second, const char *third)
{
  const char *all[] = { first, second, third, NULL };

  return g_strdupv ((char **) all);
}

static TdBlock *
add_source (TdBlock *block, int kind, gint64 id, const char *field)
{
  td_block_set_source (block, kind, id, field);
  return block;
}

static TdBlock *
add_header (TdBlock *part, const char *parent, const char *agency, const char *title)
{
  TdBlock *block = td_block_append (part, add_source (td_block_new_header (), KIND_PLAN, 1, NULL));
  TdBlockHeader *header = &block->as.header;

  header->parents = strings (parent, NULL, NULL);
  header->agency = strings (agency, NULL, NULL);
  header->symbol = g_strdup ("KH-SGDĐT");
  header->kind = g_strdup ("KẾ HOẠCH");
  header->title = g_strdup (title);
  header->year = 2026;
  return block;
}

static void
add_body_start (TdBlock *part)
{
  td_block_append (
      part, add_source (td_block_new_legal_basis ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng "
                                                  "3 năm 2020 của Chính phủ về công tác văn thư;",
                                                  NULL),
                        KIND_BLOCK, 1, NULL));
  td_block_append (
      part, add_source (td_block_new_legal_basis ("Căn cứ kế hoạch cải cách hành chính của tỉnh và "
                                                  "tình hình thực tế của các đơn vị trực thuộc.",
                                                  NULL),
                        KIND_BLOCK, 2, NULL));
  td_block_append (
      part,
      add_source (
          td_block_new_paragraph (
              "Sở Giáo dục và Đào tạo ban hành kế hoạch thực hiện công tác cải cách hành chính năm "
              "2026 với các "
              "nội dung cụ thể sau đây, giao từng phòng chịu trách nhiệm về phần việc của mình:",
              NULL),
          KIND_BLOCK, 3, NULL));
}

static void
add_section (TdBlock *part, guint number, const char *roman, const char *title)
{
  td_block_append (part, add_source (td_block_new_heading (1, roman, title, NULL), KIND_BLOCK,
                                     number * 100, "title"));
}

static void
add_areas (TdBlock *part, guint n_areas, gboolean points)
{
  for (guint i = 0; i < n_areas; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u.", i + 1);
      static const char *const letters[] = { "a)", "b)", "c)", "d)", "đ)", "e)" };

      td_block_append (
          part, add_source (td_block_new_heading (2, label, areas[i % G_N_ELEMENTS (areas)], NULL),
                            KIND_BLOCK, 1000 + i, "title"));
      for (guint j = 0; j < (points ? 6 : 3); j++)
        {
          g_autofree char *text =
              g_strdup_printf ("%s; người đứng đầu đơn vị chịu trách nhiệm về tiến độ và chất "
                               "lượng, báo cáo kết quả vào ngày 20 hằng tháng.",
                               works[(i + j) % G_N_ELEMENTS (works)]);

          td_block_append (part, add_source (td_block_new_list_item (0, points ? letters[j] : "-",
                                                                     text, j == 0 ? "b0+8" : NULL),
                                             KIND_BLOCK, 2000 + i * 10 + j, NULL));
        }
    }
}

static TdBlock *
add_signature (TdBlock *part)
{
  TdBlock *block =
      td_block_append (part, add_source (td_block_new_signature (), KIND_PLAN, 1, "signature"));
  const char *recipients[] = { "- Ủy ban nhân dân tỉnh (để báo cáo);",
                               "- Sở Nội vụ;",
                               "- Giám đốc và các Phó Giám đốc;",
                               "- Các phòng thuộc Sở, đơn vị trực thuộc (để thực hiện);",
                               "- Trang thông tin điện tử;",
                               "- Lưu: VT, VP (2).",
                               NULL };

  block->as.signature.titles = strings ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", NULL);
  block->as.signature.name = g_strdup ("Lê Thị Minh An");
  block->as.signature.recipients = g_strdupv ((char **) recipients);
  return block;
}

static void
add_cell (TdBlock *row, const char *text)
{
  td_block_append (row, td_block_new_cell (text, NULL));
}

static TdBlock *
new_annex (TdBlock *document, TdOrientation orientation, const char *label, const char *title)
{
  TdBlock *part = td_block_append (document, td_block_new_part (TRUE, orientation, label));

  td_block_append (part, add_source (td_block_new_annex_header (
                                         label, title,
                                         "(Kèm theo Kế hoạch số      /KH-SGDĐT ngày      tháng     "
                                         " năm 2026 của Sở Giáo dục và Đào tạo)"),
                                     KIND_PLAN, 1, "annex"));
  return part;
}

static TdBlock *
new_table (TdBlock *part, const char *const *headings)
{
  TdBlock *table = td_block_append (part, td_block_new_table (1));

  for (guint i = 0; headings[i] != NULL; i++)
    td_block_add_column (table, i == 0 ? "number" : "text", headings[i], 0, TD_ALIGN_DEFAULT);
  td_block_append_header_row (table);
  return table;
}

static void
add_group (TdBlock *table, const char *label, const char *title, guint columns)
{
  TdBlock *row = td_block_append (table, td_block_new_group_row ());
  TdBlock *cell;

  add_cell (row, label);
  cell = td_block_append (row, td_block_new_cell (title, NULL));
  cell->as.cell.column_span = columns - 1;
}

/* Columns of a task in the order of @order: n number, w work, p product, l lead, c partners, d
 * deadline, a lead and partners in one, r remark. */
static void
add_task (TdBlock *table, guint number, const char *order, gboolean with_number)
{
  TdBlock *row = td_block_append (table, add_source (td_block_new_row (), KIND_TASK, number, NULL));

  for (const char *p = order; *p != '\0'; p++)
    {
      g_autofree char *text = NULL;

      if (*p == 'n')
        text = with_number ? g_strdup_printf ("%u", number) : g_strdup ("");
      else if (*p == 'w')
        text = g_strdup (works[number % G_N_ELEMENTS (works)]);
      else if (*p == 'p')
        text = g_strdup (products[number % G_N_ELEMENTS (products)]);
      else if (*p == 'l')
        text = g_strdup (leads[number % G_N_ELEMENTS (leads)]);
      else if (*p == 'c')
        text = g_strdup (partners[number % G_N_ELEMENTS (partners)]);
      else if (*p == 'd')
        text = g_strdup (deadlines[number % G_N_ELEMENTS (deadlines)]);
      else if (*p == 'a')
        text = g_strdup_printf ("- Đơn vị chủ trì: %s.\n- Đơn vị phối hợp: %s; các trường báo cáo "
                                "bằng văn bản điện tử.",
                                leads[number % G_N_ELEMENTS (leads)], partners[number % 3]);
      else
        text = g_strdup (number % 3 == 0 ? "Nhiệm vụ chuyển tiếp từ năm 2025" : "");
      add_cell (row, text);
    }
}

static void
add_annex_table (
    TdBlock *part, const char *const *headings, const char *order, guint n_groups, guint n_tasks)
{
  static const char *const romans[] = { "I", "II", "III", "IV", "V", "VI", "VII" };
  TdBlock *table = new_table (part, headings);
  guint number = 1;

  for (guint g = 0; g < MAX (n_groups, 1); g++)
    {
      if (n_groups > 0)
        add_group (table, romans[g], areas[g], (guint) strlen (order));
      for (guint i = 0; i < n_tasks; i++, number++)
        add_task (table, number, order, number != 9);
    }
}

static TdBlock *
new_numbered (void)
{
  static const char *const headings[] = {
    "STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", NULL
  };
  TdBlock *document = td_block_new_document ("Kế hoạch cải cách hành chính năm 2026",
                                             "Sở Giáo dục và Đào tạo tỉnh Bình Minh");
  TdBlock *part = td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_AUTO, NULL));
  TdBlockHeader *header =
      &add_header (part, "ỦY BAN NHÂN DÂN TỈNH BÌNH MINH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                   "Cải cách hành chính năm 2026 của ngành Giáo dục và Đào tạo tỉnh Bình Minh")
           ->as.header;

  header->number = g_strdup ("9");
  header->place = g_strdup ("Bình Minh");
  header->day = 9;
  header->month = 1;
  add_body_start (part);
  add_section (part, 1, "I.", "MỤC ĐÍCH, YÊU CẦU");
  td_block_append (
      part, td_block_new_list_item (
                0, "1.", "Nâng cao chất lượng phục vụ người học, phụ huynh và các tổ chức.", NULL));
  td_block_append (
      part,
      td_block_new_list_item (
          0, "2.", "Mỗi việc có một đơn vị chủ trì, một thời hạn và một sản phẩm kiểm đếm được.",
          NULL));
  add_section (part, 2, "II.", "CHỈ TIÊU VÀ NHIỆM VỤ");
  add_areas (part, 7, FALSE);
  add_section (part, 3, "III.", "TỔ CHỨC THỰC HIỆN");
  td_block_append (
      part, td_block_new_paragraph (
                "Trên đây là kế hoạch cải cách hành chính năm 2026; trong quá trình thực hiện, nếu "
                "có vướng mắc, các đơn vị "
                "phản ánh về Văn phòng Sở để tổng hợp, trình Giám đốc xem xét, quyết định./.",
                NULL));
  add_signature (part)->as.signature.drafter = g_strdup ("LA.(25)");
  part =
      new_annex (document, TD_ORIENTATION_AUTO, "Phụ lục", "NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026");
  add_annex_table (part, headings, "nwplcd", 7, 4);
  return document;
}

static TdBlock *
new_bullets (void)
{
  TdBlock *document = td_block_new_document ("Kế hoạch cải cách hành chính năm 2026",
                                             "Sở Giáo dục và Đào tạo Thành phố Sao Mai");
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  TdBlockHeader *header =
      &add_header (part, "ỦY BAN NHÂN DÂN THÀNH PHỐ SAO MAI BẮC", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                   "Thực hiện công tác cải cách hành chính năm 2026")
           ->as.header;

  header->place = g_strdup ("Thành phố Sao Mai Bắc");
  header->urgency = g_strdup ("KHẨN");
  add_body_start (part);
  add_section (part, 1, "I.", "MỤC TIÊU");
  td_block_append (
      part, add_source (td_block_new_list_item (0, "-",
                                                "Trên 98% hồ sơ được trả trước hạn và đúng hạn1; "
                                                "không có hồ sơ bị trả lại vì lỗi của công chức.",
                                                "n45+1=1"),
                        KIND_BLOCK, 50, NULL));
  td_block_append (
      part, td_block_new_footnote (
                "1", "Tính trên số hồ sơ đã trả trong kỳ, không kể hồ sơ người nộp tự rút.", NULL));
  add_section (part, 2, "II.", "NHIỆM VỤ TRỌNG TÂM");
  add_areas (part, 7, FALSE);
  add_section (part, 3, "III.", "TỔ CHỨC THỰC HIỆN");
  td_block_append (
      part, td_block_new_paragraph ("Các phòng, đơn vị căn cứ kế hoạch này xây dựng kế hoạch "
                                    "riêng, gửi về Văn phòng Sở trước ngày 28 tháng 02 năm 2026 "
                                    "để theo dõi, đôn đốc và tổng hợp báo cáo./.",
                                    NULL));
  add_signature (part);
  return document;
}

static TdBlock *
new_points (void)
{
  static const char *const headings[] = { "TT",
                                          "Nội dung công việc",
                                          "Đơn vị chủ trì",
                                          "Đơn vị phối hợp",
                                          "Thời gian thực hiện/hoàn thành",
                                          "Sản phẩm",
                                          NULL };
  TdBlock *document = td_block_new_document ("Kế hoạch cải cách hành chính năm 2026",
                                             "Sở Giáo dục và Đào tạo thành phố Biển Xanh");
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  TdBlockHeader *header = &add_header (part, "UBND THÀNH PHỐ BIỂN XANH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                                       "Cải cách hành chính năm 2026")
                               ->as.header;

  header->place = g_strdup ("Biển Xanh");
  header->month = 2;
  header->urgency = g_strdup ("HỎA TỐC");
  add_body_start (part);
  add_section (part, 1, "I.", "NHIỆM VỤ, GIẢI PHÁP");
  add_areas (part, 5, TRUE);
  td_block_append (
      part, td_block_new_paragraph ("Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.", NULL));
  add_signature (part);
  part = new_annex (document, TD_ORIENTATION_LANDSCAPE, "Phụ lục", "DANH MỤC NHIỆM VỤ NĂM 2026");
  add_annex_table (part, headings, "nwlcdp", 0, 19);
  return document;
}

static TdBlock *
new_annex_plan (void)
{
  static const char *const headings[] = {
    "TT", "Nhiệm vụ", "Sản phẩm", "Tiến độ", "Phân công và cách thức thực hiện", NULL
  };
  TdBlock *document = td_block_new_document ("Kế hoạch cải cách hành chính năm 2026",
                                             "Sở Giáo dục và Đào tạo tỉnh Trầm Hương");
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  TdBlockHeader *header = &add_header (part, "UBND TỈNH TRẦM HƯƠNG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                                       "Cải cách hành chính năm 2026")
                               ->as.header;
  TdBlock *table, *row, *cell, *repeated;
  GString *text = g_string_new (NULL);

  header->place = g_strdup ("Trầm Hương");
  header->number = g_strdup ("127");
  header->day = 15;
  header->month = 10;
  header->circulation = g_strdup ("LƯU HÀNH NỘI BỘ");
  add_body_start (part);
  add_section (part, 1, "I.", "MỤC TIÊU TRỌNG TÂM");
  add_areas (part, 3, FALSE);
  td_block_append (
      part, td_block_new_paragraph ("Các nhiệm vụ cụ thể tại Phụ lục kèm theo kế hoạch này được "
                                    "giao cho từng phòng, từng đơn vị; kết quả thực hiện là "
                                    "căn cứ đánh giá, xếp loại cuối năm./.",
                                    NULL));
  add_signature (part);
  part = td_block_append (document, td_block_new_part (TRUE, TD_ORIENTATION_AUTO, "Phụ lục I"));
  repeated = td_block_new_annex_header (
      "Phụ lục I",
      "NHIỆM VỤ, SẢN PHẨM, TIẾN ĐỘ VÀ PHÂN CÔNG THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2026",
      "(Kèm theo Kế hoạch số 127/KH-SGDĐT ngày 15 tháng 10 năm 2026 của Sở Giáo dục và Đào tạo)");
  td_block_append (part, add_source (repeated, KIND_PLAN, 1, "annex"));
  header = &td_block_append (repeated, td_block_new_header ())->as.header;
  header->parents = strings ("UBND TỈNH TRẦM HƯƠNG", NULL, NULL);
  header->agency = strings ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", NULL, NULL);
  add_annex_table (part, headings, "nwpda", 6, 4);
  table = td_block_child (part, 1);
  row = td_block_append (table, td_block_new_row ());
  for (guint i = 0; i < 70; i++)
    g_string_append_printf (text, "Bước %u: kiểm tra thực tế tại đơn vị và ghi biên bản. ", i + 1);
  add_cell (row, "25");
  add_cell (row, text->str);
  add_cell (row, "Biên bản");
  add_cell (row, "Hằng tháng");
  cell = td_block_append (row, td_block_new_cell (NULL, NULL));
  td_block_append (cell, td_block_new_plain ("- Đơn vị chủ trì: Thanh tra Sở", "b0+16"));
  td_block_append (cell, td_block_new_plain ("- Đơn vị phối hợp: các phòng", NULL));
  g_string_free (text, TRUE);
  return document;
}

static TdBlock *
new_wide (void)
{
  static const char *const headings[] = {
    "STT",     "Nội dung", "Kết quả", "Thời gian thực hiện", "Cơ quan chủ trì", "Cơ quan phối hợp",
    "Ghi chú", NULL
  };
  TdBlock *document = td_block_new_document ("Kế hoạch cải thiện các chỉ số năm 2026",
                                             "Sở Giáo dục và Đào tạo tỉnh Dừa Xanh");
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  TdBlockHeader *header =
      &add_header (part, "ỦY BAN NHÂN DÂN TỈNH DỪA XANH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
                   "Cải thiện chỉ số cải cách hành chính, chỉ số hài lòng năm 2026")
           ->as.header;
  TdBlock *table, *row, *cell;

  header->place = g_strdup ("Dừa Xanh");
  header->number = g_strdup ("48");
  header->day = 22;
  header->month = 6;
  header->urgency = g_strdup ("THƯỢNG KHẨN");
  header->contact = strings ("Số 12, đường Bờ Kè, phường Dừa Xanh, tỉnh Dừa Xanh",
                             "ĐT: 0275 000 000; thư điện tử: so@example.vn", NULL);
  add_body_start (part);
  td_block_append (part, td_block_new_heading (0, "Phần I", "THỰC TRẠNG", NULL));
  add_section (part, 1, "I.", "KẾT QUẢ NĂM 2025");
  td_block_append (part, td_block_new_heading (3, "1.1.", "Thực trạng (xếp hạng 05/18)", NULL));
  add_areas (part, 4, FALSE);
  td_block_append (
      part, td_block_new_paragraph ("Giao Văn phòng Sở theo dõi, tổng hợp kết quả thực hiện, báo "
                                    "cáo Giám đốc trước ngày 25 của tháng cuối quý; các "
                                    "đơn vị không báo cáo đúng hạn bị trừ điểm thi đua./.",
                                    NULL));
  add_signature (part);
  part = new_annex (document, TD_ORIENTATION_AUTO, "Phụ lục", "NHIỆM VỤ CẢI THIỆN CHỈ SỐ NĂM 2026");
  add_annex_table (part, headings, "nwpdlcr", 5, 3);
  table = td_block_child (part, 1);
  for (guint i = 0; i < 3; i++)
    {
      row = td_block_append (table, td_block_new_row ());
      add_cell (row, "•");
      add_cell (row, works[i]);
      add_cell (row, products[i]);
      if (i == 0)
        {
          cell = td_block_append (
              row,
              td_block_new_cell (
                  "Quý IV/2026, báo cáo từng đợt theo yêu cầu của Ủy ban nhân dân tỉnh", NULL));
          cell->as.cell.row_span = 3;
        }
      add_cell (row, leads[i]);
      add_cell (row, partners[i]);
      add_cell (row, "");
    }
  return document;
}

static TdBlock *
new_letter (void)
{
  TdBlock *document = td_block_new_document ("Về việc báo cáo kết quả cải cách hành chính",
                                             "Sở Giáo dục và Đào tạo tỉnh Bình Minh");
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  TdBlockHeader *header =
      &add_header (part, "UBND TỈNH BÌNH MINH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", NULL)->as.header;

  g_clear_pointer (&header->kind, g_free);
  g_free (header->symbol);
  header->symbol = g_strdup ("SGDĐT-VP");
  header->number = g_strdup ("210");
  header->place = g_strdup ("Bình Minh");
  header->day = 3;
  header->month = 4;
  header->letter_subject = g_strdup ("V/v báo cáo kết quả cải cách hành chính quý I năm 2026");
  header->addressees =
      strings ("Các phòng thuộc Sở", "Các trường trung học phổ thông", "Các trung tâm trực thuộc");
  td_block_append (
      part, td_block_new_paragraph ("Để tổng hợp báo cáo quý I, Sở đề nghị các đơn vị gửi kết quả "
                                    "thực hiện nhiệm vụ được giao về Văn phòng Sở trước "
                                    "ngày 10 tháng 4 năm 2026 theo mẫu gửi kèm. Sở đề nghị các đơn "
                                    "vị thực hiện đúng thời hạn./.",
                                    NULL));
  add_signature (part);
  return document;
}

/**
 * sample_plan_new:
 * @plan: which one
 *
 * Returns: (transfer full): its tree
 */
TdBlock *
sample_plan_new (SamplePlan plan)
{
  TdBlock *(*const makers[]) (void) = { new_numbered,   new_bullets, new_points,
                                        new_annex_plan, new_wide,    new_letter };

  return makers[plan]();
}

static char *
random_text (GRand *random, guint n_words)
{
  static const char *const words[] = {
    "kế",     "hoạch", "tiếp",   "nhận", "hồ",   "sơ",    "đúng",  "hạn",   "trường", "học",
    "phụ",    "huynh", "giáo",   "viên", "công", "khai",  "minh",  "bạch",  "báo",    "cáo",
    "định",   "kỳ",    "kiểm",   "tra",  "đánh", "giá",   "chất",  "lượng", "phục",   "vụ",
    "chuyển", "đổi",   "số",     "dữ",   "liệu", "trực",  "tuyến", "thủ",   "tục",    "hành",
    "chính",  "cải",   "cách",   "thể",  "chế",  "nguồn", "lực",   "đơn",   "vị",     "phối",
    "hợp",    "chủ",   "trì",    "thời", "gian", "hoàn",  "thành", "sản",   "phẩm",   "quyết",
    "nghiệp", "vụ",    "hướng",  "dẫn",  "rà",   "soát",  "xây",   "dựng",  "triển",  "khai",
    "tổng",   "hợp",   "khảo",   "sát",  "Sở",   "Phòng", "Ủy",    "ban",   "nhân",   "dân",
    "tỉnh",   "xã",    "phường", "năm",  "2026", "quý",   "tháng", "ngày",  "15/11",  "98%"
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "",
                            words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))],
                            i % 13 == 11 ? "," : "");
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

static void
add_big_table (TdBlock *part, GRand *random, guint section)
{
  static const char *const headings[] = { "TT",       "Nội dung nhiệm vụ", "Sản phẩm",
                                          "Chủ trì",  "Phối hợp",          "Thời gian",
                                          "Kinh phí", "Ghi chú",           NULL };
  TdBlock *table = new_table (part, headings);

  table->as.table.font_size = 11;
  for (guint r = 0; r < 12; r++)
    {
      TdBlock *row = td_block_append (
          table, add_source (td_block_new_row (), KIND_TASK, section * 100 + r, NULL));
      static const guint words[] = { 0, 14, 6, 4, 4, 0, 0, 0 };

      for (guint c = 0; c < 8; c++)
        {
          g_autofree char *text =
              words[c] > 0 ? random_text (random, words[c])
              : c == 0     ? g_strdup_printf ("%u", r + 1)
              : c == 5     ? g_strdup_printf ("Quý %d/2026", g_rand_int_range (random, 1, 5))
              : c == 6     ? g_strdup_printf ("%d.000.000", g_rand_int_range (random, 5, 900))
                           : g_strdup ("");

          add_cell (row, text);
        }
    }
}

/**
 * sample_big_new:
 * @sections: about 0.7 of the pages
 * @seed: of the words
 *
 * Returns: (transfer full): a generated plan: in each section a heading, four paragraphs and a
 * table of eight columns and twelve rows
 */
TdBlock *
sample_big_new (guint sections, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  TdBlock *document =
      td_block_new_document ("Kế hoạch dài", "Sở Giáo dục và Đào tạo tỉnh Bình Minh");
  TdBlock *part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));

  add_header (part, "UBND TỈNH BÌNH MINH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
              "Cải cách hành chính năm 2026");
  for (guint s = 0; s < sections; s++)
    {
      g_autofree char *label = g_strdup_printf ("%u.", s + 1);
      g_autofree char *title = random_text (random, 9);

      td_block_append (part, add_source (td_block_new_heading (2, label, title, NULL), KIND_BLOCK,
                                         s * 10, "title"));
      for (guint i = 1; i <= 4; i++)
        {
          g_autofree char *text = random_text (random, (guint) g_rand_int_range (random, 70, 121));

          td_block_append (
              part, add_source (td_block_new_paragraph (text, NULL), KIND_BLOCK, s * 10 + i, NULL));
        }
      add_big_table (part, random, s);
    }
  add_signature (part);
  return document;
}
