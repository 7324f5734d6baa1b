/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-deadline.h"
#include "td-text.h"

#define YEAR 2024

typedef struct
{
  const char *words;
  TdDeadlineKind kind;
  const char *start, *end;
  gboolean exclusive;
  const char *recurrence;
  guint parts;
} Shape;

#define MONTH TD_DEADLINE_MONTH
#define QUARTER TD_DEADLINE_QUARTER
#define WHOLE_YEAR TD_DEADLINE_YEAR
#define COMPOUND TD_DEADLINE_COMPOUND
#define BEFORE TD_DEADLINE_BEFORE_DATE
#define RECURRING TD_DEADLINE_RECURRING
#define CONTINUOUS TD_DEADLINE_CONTINUOUS
#define UPSTREAM TD_DEADLINE_PER_UPSTREAM
#define EVENT TD_DEADLINE_AFTER_EVENT

static const Shape shapes[] = {
  { "Trước ngày 25/01/2024", BEFORE, NULL, "2024-01-25", TRUE },
  { "Trước 30/11", BEFORE, NULL, "2024-11-30", TRUE },
  { "Hoàn thành trước ngày 05/12/2024", BEFORE, NULL, "2024-12-05", TRUE },
  { "Thời hạn: trước ngày 5 tháng 3 năm 2024", BEFORE, NULL, "2024-03-05", TRUE },
  { "Trước tháng 6/2024", BEFORE, NULL, "2024-06-01", TRUE },
  { "Trước Quý III/2024", BEFORE, NULL, "2024-07-01", TRUE },
  { "Trước 17h00 ngày 20/03/2024", BEFORE, NULL, "2024-03-20" },
  { "Chậm nhất ngày 30/06/2024", BEFORE, NULL, "2024-06-30" },
  { "Chậm nhất là ngày 30/6", BEFORE, NULL, "2024-06-30" },
  { "Muộn nhất ngày 1/4/2024", BEFORE, NULL, "2024-04-01" },
  { "Đến ngày 15 tháng 3 năm 2024", BEFORE, NULL, "2024-03-15" },
  { "Đến hết ngày 31/12/2024", BEFORE, NULL, "2024-12-31" },
  { "Đến hết Quý II/2024", BEFORE, NULL, "2024-06-30" },
  { "Hết tháng 9/2024", BEFORE, NULL, "2024-09-30" },
  { "Từ nay đến hết năm 2024", BEFORE, NULL, "2024-12-31" },
  { "Ngày 25/01/2024", BEFORE, NULL, "2024-01-25" },
  { "09/08/2024", BEFORE, NULL, "2024-08-09" },
  { "2024-08-09", BEFORE, NULL, "2024-08-09" },
  { "Vào ngày 20/11", BEFORE, NULL, "2024-11-20" },
  { "Từ ngày 01/03/2024 đến ngày 15/03/2024", BEFORE, "2024-03-01", "2024-03-15" },
  { "Từ ngày 05 đến ngày 10/3/2024", BEFORE, "2024-03-05", "2024-03-10" },
  { "01/03/2024 - 15/03/2024", BEFORE, "2024-03-01", "2024-03-15" },
  { "Từ tháng 3 đến tháng 5/2024", BEFORE, "2024-03-01", "2024-05-31" },
  { "Tháng 02/2024", MONTH, "2024-02-01", "2024-02-29" },
  { "Trong tháng 01/2024", MONTH, "2024-01-01", "2024-01-31" },
  { "Tháng 7 năm 2025", MONTH, "2025-07-01", "2025-07-31" },
  { "Tháng 11", MONTH, "2024-11-01", "2024-11-30" },
  { "Cuối tháng 04/2024", MONTH, "2024-04-01", "2024-04-30" },
  { "05/2024", MONTH, "2024-05-01", "2024-05-31" },
  { "Nửa đầu tháng 6", MONTH, "2024-06-01", "2024-06-15" },
  { "Nửa cuối tháng 02/2024", MONTH, "2024-02-16", "2024-02-29" },
  { "Trong nửa sau của tháng 9", MONTH, "2024-09-16", "2024-09-30" },
  { "Trước nửa cuối tháng 6", BEFORE, NULL, "2024-06-16", TRUE },
  { "Ngày 15 các tháng 3, 6, 9, 12", COMPOUND, NULL, "2024-12-15", FALSE, NULL, 4 },
  { "Ngày 20 của các tháng 6 và 12 năm 2025", COMPOUND, NULL, "2025-12-20", FALSE, NULL, 2 },
  { "Trước ngày 20 các tháng 3, 6, 9", COMPOUND, NULL, "2024-09-20", TRUE, NULL, 3 },
  { "Hằng quý trước ngày 20 của tháng cuối quý", RECURRING, NULL, NULL, TRUE, "quarterly;day=20" },
  { "Hằng quý, chậm nhất ngày 25 tháng cuối quý", RECURRING, NULL, NULL, FALSE,
    "quarterly;day=25" },
  { "Hằng tháng, trước ngày 15", RECURRING, NULL, NULL, TRUE, "monthly;day=15" },
  { "Định kỳ hằng tháng (trước ngày 25 hằng tháng)", RECURRING, NULL, NULL, TRUE,
    "monthly;day=25" },
  { "Mỗi tháng, vào ngày 10", RECURRING, NULL, NULL, FALSE, "monthly;day=10" },
  { "Mùng 5 hằng tháng", RECURRING, NULL, NULL, FALSE, "monthly;day=5" },
  { "Chậm nhất mùng 3 tháng sau", RECURRING, NULL, NULL, FALSE, "monthly;day=3" },
  { "Cuối mỗi quý", RECURRING, NULL, NULL, FALSE, "quarterly" },
  { "Đầu mỗi tháng", RECURRING, NULL, NULL, FALSE, "monthly" },
  { "Cuối hằng tháng", RECURRING, NULL, NULL, FALSE, "monthly" },
  { "Chậm nhất vào ngày cuối cùng của tháng", RECURRING, NULL, NULL, FALSE, "monthly" },
  { "Trước ngày làm việc cuối cùng của quý", RECURRING, NULL, NULL, TRUE, "quarterly" },
  { "Thứ Hai tuần đầu tiên của tháng", RECURRING, NULL, NULL, FALSE, "monthly" },
  { "Thứ sáu cuối cùng của tháng", RECURRING, NULL, NULL, FALSE, "monthly" },
  { "Quý I/2024", QUARTER, "2024-01-01", "2024-03-31" },
  { "Quý 2/2024", QUARTER, "2024-04-01", "2024-06-30" },
  { "Trong Quý III năm 2024", QUARTER, "2024-07-01", "2024-09-30" },
  { "Quý IV", QUARTER, "2024-10-01", "2024-12-31" },
  { "Quý 1, năm 2025", QUARTER, "2025-01-01", "2025-03-31" },
  { "Năm 2024", WHOLE_YEAR, "2024-01-01", "2024-12-31" },
  { "Trong năm 2024", WHOLE_YEAR, "2024-01-01", "2024-12-31" },
  { "Cả năm", WHOLE_YEAR, "2024-01-01", "2024-12-31" },
  { "Trong năm", WHOLE_YEAR, "2024-01-01", "2024-12-31" },
  { "Năm học 2023-2024", WHOLE_YEAR, NULL, NULL },
  { "Quý I và cả năm 2024", COMPOUND, "2024-01-01", "2024-12-31", FALSE, NULL, 2 },
  { "Quý II và Quý IV/2024", COMPOUND, "2024-04-01", "2024-12-31", FALSE, NULL, 2 },
  { "Quý I, II, III/2024", COMPOUND, "2024-01-01", "2024-09-30", FALSE, NULL, 3 },
  { "Tháng 6 và tháng 12", COMPOUND, "2024-06-01", "2024-12-31", FALSE, NULL, 2 },
  { "Tháng 3 - 5/2024", COMPOUND, "2024-03-01", "2024-05-31", FALSE, NULL, 3 },
  { "6 tháng đầu năm 2024", COMPOUND, "2024-01-01", "2024-06-30", FALSE, NULL, 2 },
  { "6 tháng cuối năm", COMPOUND, "2024-07-01", "2024-12-31", FALSE, NULL, 2 },
  { "Ngày 15/3/2024 và ngày 15/9/2024", COMPOUND, NULL, "2024-09-15", FALSE, NULL, 2 },
  { "Tháng 3/2024; tháng 9/2024", COMPOUND, "2024-03-01", "2024-09-30", FALSE, NULL, 2 },
  { "Đợt 1: tháng 4/2024; đợt 2: tháng 10/2024", COMPOUND, "2024-04-01", "2024-10-31", FALSE, NULL,
    2 },
  { "Dự thảo: tháng 3; trình: tháng 5; ban hành: tháng 6/2024", COMPOUND, "2024-03-01",
    "2024-06-30", FALSE, NULL, 3 },
  { "Sơ kết: tháng 6/2024; tổng kết: tháng 12/2024", COMPOUND, "2024-06-01", "2024-12-31", FALSE,
    NULL, 2 },
  { "Sau ngày 01/7/2024", CONTINUOUS, "2024-07-02", NULL },
  { "Thứ Sáu hằng tuần", RECURRING, NULL, NULL, FALSE, "weekly" },
  { "Ngày làm việc cuối cùng của tháng", RECURRING, NULL, NULL, FALSE, "monthly" },
  { "Tháng cuối mỗi quý", RECURRING, NULL, NULL, FALSE, "quarterly" },
  { "Trong suốt năm 2024", WHOLE_YEAR, "2024-01-01", "2024-12-31" },
  { "Phiên họp tháng 10/2024", MONTH, "2024-10-01", "2024-10-31" },
  { "Tại kỳ họp giữa năm của HĐND tỉnh", EVENT, NULL, NULL },
  { "Hằng năm", RECURRING, NULL, NULL, FALSE, "yearly" },
  { "Hàng quý", RECURRING, NULL, NULL, FALSE, "quarterly" },
  { "Định kỳ hàng tháng", RECURRING, NULL, NULL, FALSE, "monthly" },
  { "Mỗi tuần", RECURRING, NULL, NULL, FALSE, "weekly" },
  { "Mỗi quý 1 lần", RECURRING, NULL, NULL, FALSE, "quarterly;count=1" },
  { "Ít nhất 02 lần/năm", RECURRING, NULL, NULL, FALSE, "yearly;count=2" },
  { "2 lần trong năm 2024", RECURRING, "2024-01-01", "2024-12-31", FALSE, "yearly;count=2" },
  { "Định kỳ ít nhất 6 tháng/lần", RECURRING, NULL, NULL, FALSE, "half-yearly" },
  { "03 tháng một lần", RECURRING, NULL, NULL, FALSE, "quarterly" },
  { "2 tháng/lần", RECURRING, NULL, NULL, FALSE, "monthly;interval=2" },
  { "Hàng tháng, quý, năm", RECURRING, NULL, NULL, FALSE, "monthly" },
  { "Định kỳ quý, 6 tháng, năm", RECURRING, NULL, NULL, FALSE, "quarterly" },
  { "Định kỳ và đột xuất", RECURRING, NULL, NULL, FALSE, "periodic" },
  { "Tháng 01 hằng năm", RECURRING, "2024-01-01", "2024-01-31", FALSE, "yearly;month=1" },
  { "Quý II, III hằng năm", RECURRING, "2024-04-01", "2024-09-30", FALSE, "yearly;quarter=2,3", 2 },
  { "Trước ngày 15/11 hằng năm", RECURRING, NULL, "2024-11-15", TRUE, "yearly;month=11;day=15" },
  { "Ngày 20 hằng tháng", RECURRING, NULL, NULL, FALSE, "monthly;day=20" },
  { "Trước ngày 10 tháng cuối của quý", RECURRING, NULL, NULL, TRUE, "quarterly;day=10" },
  { "Chậm nhất ngày 12 của tháng cuối kỳ báo cáo", RECURRING, NULL, NULL, FALSE,
    "periodic;day=12" },
  { "02 lần/năm vào tháng 4/2024 và tháng 10/2024", RECURRING, "2024-04-01", "2024-10-31", FALSE,
    "yearly;count=2", 2 },
  { "Thường xuyên", CONTINUOUS, NULL, NULL },
  { "Thường xuyên trong năm", CONTINUOUS, NULL, NULL },
  { "Thường xuyên trong năm 2024", CONTINUOUS, "2024-01-01", "2024-12-31" },
  { "Thường xuyên, liên tục", CONTINUOUS, NULL, NULL },
  { "Từ tháng 3/2024 trở đi", CONTINUOUS, "2024-03-01", NULL },
  { "Theo kế hoạch của Bộ", UPSTREAM, NULL, NULL },
  { "Theo hướng dẫn của Sở Tài chính", UPSTREAM, NULL, NULL },
  { "Theo tiến độ chung của tỉnh", UPSTREAM, NULL, NULL },
  { "Theo đề nghị của các cơ quan, đơn vị", TD_DEADLINE_UNSPECIFIED },
  { "Theo yêu cầu của các cơ quan, đơn vị", UPSTREAM, NULL, NULL },
  { "Theo quy định", UPSTREAM, NULL, NULL },
  { "Sau khi Dự án được phê duyệt", EVENT, NULL, NULL },
  { "Sau khi có Quyết định của UBND tỉnh", EVENT, NULL, NULL },
  { "Khi có yêu cầu", EVENT, NULL, NULL },
  { "Khi nhiệm vụ 4 hoàn thành", EVENT, NULL, NULL },
  { "Kết thúc học kỳ I", EVENT, NULL, NULL },
  { "Cuối học kỳ II năm học 2024-2025", EVENT, NULL, NULL },
  { "Trong vòng 5 ngày làm việc kể từ ngày nhận được văn bản", EVENT, NULL, NULL },
};

static char *
replace (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  return g_strjoinv (new, parts);
}

/* Leading zeros away: "05/03" is "5/3". */
static char *
without_zeros (const char *text)
{
  g_autoptr (GRegex) zero = g_regex_new ("(?<![0-9])0(?=[1-9])", 0, 0, NULL);

  return g_regex_replace_literal (zero, text, -1, 0, "", 0, NULL);
}

/* The same words as a clerk, a scanner or another keyboard writes them. */
static char *
variant (const char *words, guint which)
{
  switch (which)
    {
    case 0:
      return td_text_upper (words);
    case 1:
      return g_utf8_strdown (words, -1);
    case 2:
      return without_zeros (words);
    case 3:
      return g_utf8_normalize (words, -1, G_NORMALIZE_DEFAULT);
    case 4:
      return replace (words, " ", "\u00a0 ");
    case 5:
      return replace (words, "-", "\u2013");
    case 6:
      return g_strconcat ("  ", words, ".\n", NULL);
    case 7:
      return td_text_fold (words);
    case 8:
      return replace (words, "/", " / ");
    default:
      return g_strdup (words);
    }
}

#define N_VARIANTS 10

static void
check (const Shape *shape, const char *words)
{
  g_autoptr (TdDeadline) deadline = td_deadline_parse (words, YEAR, NULL);

  g_test_message ("“%s”: %s %s %s %s", words, td_deadline_kind_to_nick (deadline->kind),
                  deadline->start, deadline->end, deadline->recurrence);
  g_assert_cmpstr (deadline->words, ==, words);
  g_assert_cmpstr (td_deadline_kind_to_nick (deadline->kind), ==,
                   td_deadline_kind_to_nick (shape->kind));
  g_assert_cmpstr (deadline->start, ==, shape->start);
  g_assert_cmpstr (deadline->end, ==, shape->end);
  g_assert_cmpint (deadline->end_exclusive, ==, shape->exclusive);
  g_assert_cmpstr (deadline->recurrence, ==, shape->recurrence);
  g_assert_cmpuint (deadline->parts != NULL ? deadline->parts->len : 0, ==, shape->parts);
  g_assert_cmpint (deadline->condition != NULL, ==,
                   shape->kind == UPSTREAM || shape->kind == EVENT);
}

static void
test_shapes (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (shapes), >=, 60);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      for (guint j = 0; j < N_VARIANTS; j++)
        {
          g_autofree char *words = variant (shapes[i].words, j);

          check (&shapes[i], words);
        }
    }
}

/* Ordinary sentences, fragments and days that do not exist. */
static const char *const refused[] = {
  "",
  " ",
  "-",
  "...",
  "x",
  "0",
  "100%",
  "95% trở lên",
  "15/18",
  "(1)",
  "I",
  "1.",
  "III.",
  "a)",
  "05",
  "Không",
  "Không có",
  "Văn phòng Sở",
  "Các phòng thuộc Sở",
  "Sở Nội vụ; Sở Tài chính",
  "đến năm 2025",
  "định hướng đến năm 2030",
  "giai đoạn 2021-2025",
  "tầm nhìn đến năm 2045",
  "31/02/2024",
  "30/02/2024",
  "ngày 32/1/2024",
  "trước ngày 31/4/2024",
  "tháng 13/2024",
  "tháng 0",
  "Quý V/2024",
  "Quý 5",
  "Quý 0/2024",
  "năm 20244",
  "ngày 10",
  "29/02/2023",
  "00/00/2024",
  "Theo dõi, đôn đốc các đơn vị thực hiện",
  "Theo đó, các phòng chủ động triển khai",
  "Theo báo cáo của Sở, tỷ lệ đạt 95%",
  "Theo quy định, cán bộ phải đeo thẻ",
  "Theo ông Nam",
  "Ngày 15/3/2024, Sở tổ chức hội nghị với các trường",
  "Năm 2024 là năm bản lề",
  "Kế hoạch năm 2024",
  "Báo cáo năm 2024",
  "Báo cáo quý I",
  "Quý I/2024 đạt 95% kế hoạch",
  "Sau đó các đơn vị báo cáo",
  "Sau khi nhận hồ sơ, bộ phận một cửa kiểm tra và cấp biên nhận",
  "Trước đây",
  "Trước hết",
  "Trước mắt",
  "Trước tiên",
  "Hằng ngày tiếp nhận hồ sơ của công dân",
  "Tháng Thanh niên",
  "Quý thầy cô",
  "Quỹ I năm 2024",
  "Quý độc giả",
  "Thường xuyên kiểm tra việc thực hiện",
  "Thường xuyên cập nhật thông tin trên Cổng",
  "Định kỳ kiểm tra công tác cải cách",
  "Khi tham gia giao thông phải đội mũ",
  "Quyết định số 12/QĐ-UBND ngày 5/3/2024",
  "12/QĐ-UBND",
  "Số 15/KH-SGDĐT",
  "Trong đó có 3 nhiệm vụ",
  "Hoàn thành 100% chỉ tiêu",
  "Hoàn thành tốt nhiệm vụ năm 2024",
  "Từ ngày 05/12/2024 đến ngày 05 tháng cuối của kỳ báo cáo",
  "Từ nguồn ngân sách",
  "Từ 90% trở lên",
  "Tổ chức hội nghị tổng kết năm 2024",
  "Xây dựng kế hoạch quý II/2024 của phòng",
  "Cải cách thể chế",
  "Kế hoạch cải cách hành chính",
  "Nhiệm vụ thường xuyên của phòng",
  "Danh mục thủ tục hành chính công bố trong tháng",
  "Nghị quyết số 76/NQ-CP",
  "TTHC mức độ 4",
  "Tỷ lệ hồ sơ trả đúng hạn",
  "Đơn vị chủ trì",
  "Sản phẩm: Báo cáo",
  "02 báo cáo",
  "01 kế hoạch",
  "Hà Nội, ngày 04 tháng 3 năm 2024",
  "Luật Giáo dục 2019",
  "so với năm 2023",
  "năm 2023 đạt 90%",
  "cao hơn năm 2023",
  "Trung ương",
  "Thành phố",
  "Sở",
  "Phòng Tổ chức cán bộ",
  "Hết hạn",
  "Đúng hạn",
  "Trong hạn",
  "Quá hạn",
  "Đang thực hiện",
  "Đã hoàn thành",
  "Chưa thực hiện",
  "Định hướng",
  "Hàng hóa",
  "Mỗi cán bộ một sáng kiến",
  "Vào sổ văn bản đến",
  "Đến từng đơn vị",
  "Tới người dân",
  "Ngay",
  "Sớm",
  "Năm nào",
  "Tháng nào cũng có",
  "2024 hồ sơ",
  "12 tháng 5 ngày nghỉ",
  "trong 3 phòng",
  "từng bước",
  "1.1",
  "3.12",
  "6 tháng",
  "2021-2025",
  "3-5",
  "Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ tỉnh",
  "Hạn chế",
  "Dự kiến kinh phí 200 triệu đồng",
  "Tuần lễ chuyển đổi số",
  "Quý I đến nay chưa có",
};

static void
test_refused (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (refused), >=, 100);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (TdDeadline) deadline = td_deadline_parse (refused[i], YEAR, NULL);

      g_test_message ("“%s”: %s", refused[i], td_deadline_kind_to_nick (deadline->kind));
      g_assert_cmpstr (td_deadline_kind_to_nick (deadline->kind), ==, "unspecified");
      g_assert_null (deadline->start);
      g_assert_null (deadline->end);
      g_assert_null (deadline->recurrence);
    }
}

static void
test_year (void)
{
  g_autoptr (TdDeadline) by_date = td_deadline_parse ("Quý IV", 0, "2026-02-10");
  g_autoptr (TdDeadline) unknown = td_deadline_parse ("Quý IV", 0, NULL);
  g_autoptr (TdDeadline) next = td_deadline_parse ("Tháng 1 năm sau", 2026, NULL);
  g_autoptr (TdDeadline) nothing = td_deadline_parse (NULL, 2026, NULL);

  g_assert_cmpstr (by_date->end, ==, "2026-12-31");
  g_assert_cmpint (unknown->kind, ==, TD_DEADLINE_QUARTER);
  g_assert_null (unknown->end);
  g_assert_cmpstr (next->end, ==, "2027-01-31");
  g_assert_cmpint (nothing->kind, ==, TD_DEADLINE_UNSPECIFIED);
  g_assert_null (nothing->words);
}

/* "trước ngày D" ends the day before D; every other end is the named day. */
static void
test_last_day (void)
{
  static const char *const cases[][2] = {
    { "Trước ngày 25/01/2024", "2024-01-24" },
    { "Trước ngày 01/03/2024", "2024-02-29" },
    { "Chậm nhất ngày 25/01/2024", "2024-01-25" },
    { "Quý I/2024", "2024-03-31" },
    { "Cả năm 2024", "2024-12-31" },
    { "Trước ngày 15/11 hằng năm", "2024-11-14" },
    { "Thường xuyên trong năm 2024", NULL },
    { "Theo kế hoạch của Bộ", NULL },
    { "Hằng tháng", NULL },
    { "Quý I; trước ngày 10/12/2024", "2024-12-09" },
    { "Quý I/2024; thường xuyên", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdDeadline) deadline = td_deadline_parse (cases[i][0], YEAR, NULL);
      g_autofree char *last = td_deadline_last_day (deadline);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (last, ==, cases[i][1]);
    }
}

static void
test_condition (void)
{
  g_autoptr (TdDeadline) dated =
      td_deadline_parse ("Quý II/2024 (theo hướng dẫn của Bộ)", YEAR, NULL);
  g_autoptr (TdDeadline) bare = td_deadline_parse (" Theo  Kế hoạch của Bộ. ", YEAR, NULL);

  g_assert_cmpint (dated->kind, ==, TD_DEADLINE_QUARTER);
  g_assert_cmpstr (dated->condition, ==, "theo hướng dẫn của Bộ");
  g_assert_cmpstr (bare->condition, ==, "Theo Kế hoạch của Bộ");
}

static void
test_copy (void)
{
  g_autoptr (TdDeadline) deadline = td_deadline_parse ("Quý I và cả năm 2024", YEAR, NULL);
  g_autoptr (TdDeadline) copy = td_deadline_copy (deadline);
  const TdDeadline *part = g_ptr_array_index (copy->parts, 0);

  g_assert_cmpstr (copy->words, ==, deadline->words);
  g_assert_cmpstr (copy->end, ==, "2024-12-31");
  g_assert_cmpint (part->kind, ==, TD_DEADLINE_QUARTER);
  g_assert_cmpstr (part->end, ==, "2024-03-31");
}

static void
test_explain (void)
{
  static const char *const cases[][2] = {
    { "Trước ngày 25/01/2024", "25/01/2024" },
    { "Trước ngày 25/01/2024", "24/01/2024" },
    { "Quý I/2024", "31/03/2024" },
    { "Theo kế hoạch của Bộ", "Theo kế hoạch của Bộ" },
    { "Ít nhất 02 lần/năm", "2" },
    { "Quý I và cả năm 2024", ";" },
    { "Từ tháng 3/2024", "01/03/2024" },
    { "abc", "không có thời hạn" },
    { "Trong vòng 15 ngày làm việc kể từ ngày có Quyết định", "15 ngày làm việc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdDeadline) deadline = td_deadline_parse (cases[i][0], YEAR, NULL);
      g_autofree char *text = td_deadline_explain (deadline);

      g_test_message ("%s", text);
      g_assert_nonnull (strstr (text, cases[i][1]));
    }
}

static void
test_nicks (void)
{
  TdDeadlineKind kind;

  for (guint i = 0; i <= TD_DEADLINE_AFTER_EVENT; i++)
    {
      g_assert_true (
          td_deadline_kind_from_nick (td_deadline_kind_to_nick ((TdDeadlineKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (td_deadline_kind_from_nick ("soon", &kind));
  g_assert_false (td_deadline_kind_from_nick (NULL, &kind));
}

/* Any bytes are read, in time linear to their number. */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "Quý I, ", "từ ngày 1 đến ",   "hằng tháng, ", "theo ", "9",
    "((((",    "thường xuyên và ", "\xff\xfe",     "năm ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      for (guint n = 10; n <= 100000; n *= 10)
        {
          GString *text = g_string_new (NULL);
          g_autoptr (TdDeadline) deadline = NULL;
          g_autofree char *explained = NULL;

          for (guint j = 0; j < n; j++)
            g_string_append (text, pieces[i]);
          deadline = td_deadline_parse (text->str, YEAR, NULL);
          explained = td_deadline_explain (deadline);
          g_assert_nonnull (explained);
          g_string_free (text, TRUE);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  g_test_add_func ("/calendar/deadline/shapes", test_shapes);
  g_test_add_func ("/calendar/deadline/refused", test_refused);
  g_test_add_func ("/calendar/deadline/year", test_year);
  g_test_add_func ("/calendar/deadline/last-day", test_last_day);
  g_test_add_func ("/calendar/deadline/condition", test_condition);
  g_test_add_func ("/calendar/deadline/copy", test_copy);
  g_test_add_func ("/calendar/deadline/explain", test_explain);
  g_test_add_func ("/calendar/deadline/nicks", test_nicks);
  g_test_add_func ("/calendar/deadline/hostile", test_hostile);

  return g_test_run ();
}
