/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "displayless/exchange/td-plan-fixture.h"
#include "td-docx-writer.h"
#include "td-pdf.h"
#include "td-plan-composer.h"

/* Random plans go out as an official document and come back as the same plan. Plans are made as a
 * clerk writes them, so that what is compared was once read: the seed of a plan is in the message.
 */

#define QUICK_PLANS 12
#define SLOW_PLANS 300
#define QUICK_PAPERS 2
#define SLOW_PAPERS 40

static const char *const areas[] = {
  "Chỉ đạo, điều hành",      "Cải cách thể chế",        "Cải cách thủ tục hành chính",
  "Cải cách chế độ công vụ", "Cải cách tài chính công",
};
static const char *const verbs[] = { "Rà soát", "Xây dựng", "Tổ chức", "Ban hành", "Cập nhật" };
static const char *const things[] = {
  "danh mục thủ tục của ngành",      "quy chế làm việc",         "lớp tập huấn cho viên chức",
  "báo cáo kết quả sáu tháng",       "cổng thông tin của Sở",    "đề án vị trí việc làm",
  "việc tiếp nhận hồ sơ trực tuyến", "kế hoạch kiểm tra nội bộ",
};
static const char *const ends[] = { "theo quy định", "trong toàn ngành", "ở các trường trực thuộc",
                                    "gắn với chuyển đổi số" };
static const char *const products[] = { "Kế hoạch", "Báo cáo", "Quyết định", "Tờ trình; Đề án",
                                        "- Kế hoạch\n- Báo cáo" };
static const char *const leads[] = { "Văn phòng Sở", "Phòng Tổ chức cán bộ", "Thanh tra Sở",
                                     "Phòng Kế hoạch - Tài chính" };
static const char *const others[] = { "Các phòng thuộc Sở", "Các đơn vị trực thuộc",
                                      "Sở Nội vụ; Sở Tư pháp", "" };
static const char *const deadlines[] = { "Quý I/2030", "Tháng 6/2030",         "Thường xuyên",
                                         "Năm 2030",   "Trước ngày 15/3/2030", "" };
static const char *const headings[][2] = {
  { "Sản phẩm", "product" },
  { "Đơn vị chủ trì", "lead" },
  { "Đơn vị phối hợp", "coordinate" },
  { "Thời gian hoàn thành", "deadline" },
};

typedef struct
{
  GRand *random;
  GPtrArray *lines; /* (element-type utf8) of the fixture */
} Clerk;

#define PICK(clerk, list) ((list)[g_rand_int_range ((clerk)->random, 0, G_N_ELEMENTS (list))])

static void
add (Clerk *self, const char *line)
{
  g_ptr_array_add (self->lines, g_strdup (line));
}

static gboolean
chance (Clerk *self)
{
  return g_rand_boolean (self->random);
}

static void G_GNUC_PRINTF (2, 3) write_line (Clerk *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
write_header (Clerk *self)
{
  gboolean draft = chance (self);

  add (self, "{");
  write_line (self,
              "|%s\nSỞ GIÁO DỤC VÀ ĐÀO TẠO|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
              "Độc lập - Tự do - Hạnh phúc",
              chance (self) ? "UBND TỈNH MẪU" : "ỦY BAN NHÂN DÂN TỈNH BÌNH MINH THƯỢNG");
  if (draft)
    add (self, "|Số:      /KH-SGDĐT|Bình Minh, ngày    tháng 01 năm 2030");
  else
    write_line (self, "|Số: %d/KH-SGDĐT|Bình Minh, ngày %02d tháng 5 năm 2030",
                g_rand_int_range (self->random, 10, 900), g_rand_int_range (self->random, 1, 29));
  add (self, "}");
  add (self, "= KẾ HOẠCH");
  add (self, "= Cải cách hành chính năm 2030 của ngành Giáo dục");
  if (chance (self))
    add (self,
         "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2030 của UBND tỉnh về cải cách hành chính;");
  add (self, "Sở Giáo dục và Đào tạo xây dựng kế hoạch như sau:");
}

static void
write_body (Clerk *self)
{
  guint number = 0;

  add (self, "* I. MỤC TIÊU");
  for (int i = g_rand_int_range (self->random, 1, 5); i > 0; i--)
    write_line (self, "- Tối thiểu %d%% hồ sơ nhóm %d được giải quyết đúng hạn.", 50 + 5 * i, i);
  add (self, "* II. NHIỆM VỤ");
  for (guint a = 0; a < G_N_ELEMENTS (areas); a++)
    {
      if (chance (self))
        continue;
      write_line (self, "* %u. %s", ++number, areas[a]);
      for (int i = g_rand_int_range (self->random, 1, 4); i > 0; i--)
        write_line (self, "%s %s %s %s.", chance (self) ? "-" : "+", PICK (self, verbs),
                    PICK (self, things), PICK (self, ends));
    }
  if (number == 0)
    add (self, "Thực hiện theo phụ lục kèm theo kế hoạch này.");
  add (self, "* III. TỔ CHỨC THỰC HIỆN");
  add (self, "Các phòng thuộc Sở căn cứ kế hoạch này để thực hiện và báo cáo hằng quý.");
}

static void
write_closing (Clerk *self)
{
  add (self, "{");
  write_line (
      self, "|Nơi nhận:\n- UBND tỉnh (để báo cáo);\n- Các phòng thuộc Sở;\n- Lưu: VT, VP.|%s",
      chance (self) ? "GIÁM ĐỐC\n\n\nLê Văn Mẫu" : "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nTrần Thị Thử");
  add (self, "}");
}

static void
write_task (Clerk *self, const guint *order, guint number)
{
  GString *row = g_string_new (NULL);

  g_string_append_printf (row, "|%u|%s %s số %u %s", number, PICK (self, verbs),
                          PICK (self, things), number, PICK (self, ends));
  for (guint i = 0; i < 4; i++)
    g_string_append_printf (row, "|%s",
                            order[i] == 0   ? PICK (self, products)
                            : order[i] == 1 ? PICK (self, leads)
                            : order[i] == 2 ? PICK (self, others)
                                            : PICK (self, deadlines));
  g_ptr_array_add (self->lines, g_string_free (row, FALSE));
}

/* Columns in any order; area rows of two shapes, or none; numbers that run on or begin anew. */
static void
write_annex (Clerk *self)
{
  guint order[] = { 0, 1, 2, 3 }, number = 0;
  guint shape = (guint) g_rand_int_range (self->random, 0, 3);
  gboolean runs_on = chance (self) || shape == 0;
  GString *head = g_string_new ("|<*>STT|<*>Nhiệm vụ");

  for (guint i = 3; i > 0; i--)
    {
      guint other = (guint) g_rand_int_range (self->random, 0, (int) i + 1), kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  for (guint i = 0; i < 4; i++)
    g_string_append_printf (head, "|<*>%s", headings[order[i]][0]);

  add (self, "= PHỤ LỤC");
  add (self, "= DANH MỤC NHIỆM VỤ NĂM 2030");
  add (self, "[");
  g_ptr_array_add (self->lines, g_string_free (head, FALSE));
  for (guint a = 0; a < G_N_ELEMENTS (areas); a++)
    {
      static const char *const roman[] = { "I", "II", "III", "IV", "V" };

      if (shape == 1)
        write_line (self, "|<*>%s|<5><*>%s", roman[a], areas[a]);
      if (shape == 2)
        write_line (self, "|<6><*>%s. %s", roman[a], areas[a]);
      number = runs_on ? number : 0;
      for (int i = g_rand_int_range (self->random, 1, 5); i > 0; i--)
        write_task (self, order, ++number);
    }
  add (self, "]");
}

static TdPlanData *
make_plan (guint32 seed)
{
  Clerk clerk = { g_rand_new_with_seed (seed), g_ptr_array_new_with_free_func (g_free) };

  g_test_message ("plan of seed %u", seed);
  write_header (&clerk);
  write_body (&clerk);
  write_closing (&clerk);
  if (seed % 4 != 3)
    write_annex (&clerk);
  g_ptr_array_add (clerk.lines, NULL);

  TdPlanData *plan = td_fixture_plan ((const char *const *) clerk.lines->pdata);
  g_ptr_array_unref (clerk.lines);
  g_rand_free (clerk.random);
  return plan;
}

/* The JSON form without what a file format decides: rows with their widths, the blanks of a missing
 * date, faults of the file, the line that refers from the annex to its plan. */
static char *
comparable (const TdPlanData *plan)
{
  g_autofree char *json = td_plan_json_write (plan);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = json_node_get_object (root);

  json_object_remove_member (object, "rows");
  json_object_remove_member (json_object_get_object_member (object, "header"), "date_text");
  if (json_object_has_member (object, "annex") &&
      JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "annex")))
    json_object_remove_member (json_object_get_object_member (object, "annex"), "title_lines");

  return json_to_string (root, TRUE);
}

/* Fails with the first line that differs: the whole forms are long. */
static void
assert_same_lines (const char *after, const char *before)
{
  g_auto (GStrv) a = g_strsplit (after, "\n", -1);
  g_auto (GStrv) b = g_strsplit (before, "\n", -1);

  for (guint i = 0; a[i] != NULL && b[i] != NULL; i++)
    g_assert_cmpstr (a[i], ==, b[i]);
  g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
}

static guint
n_plans (guint quick, guint slow)
{
  return g_test_slow () ? slow : quick;
}

static void
test_docx (void)
{
  for (guint seed = 0; seed < n_plans (QUICK_PLANS, SLOW_PLANS); seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdPlanData) plan = make_plan (seed);
      g_autoptr (TdBlock) document = td_plan_compose (plan);
      g_autoptr (GBytes) bytes = td_docx_write (document, td_style_nd30 (), &error);
      g_assert_no_error (error);
      g_autoptr (TdPlanData) again =
          td_import_plan (bytes, "plan.docx", NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autofree char *before = comparable (plan);
      g_autofree char *after = comparable (again);

      assert_same_lines (after, before);
    }
}

static void
test_json (void)
{
  for (guint seed = 0; seed < n_plans (QUICK_PLANS, SLOW_PLANS); seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdPlanData) plan = make_plan (seed);
      char *json = td_plan_json_write (plan);
      g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));
      g_autoptr (TdPlanData) again = td_plan_json_read (bytes, "plan.json", &error);
      g_assert_no_error (error);
      g_autofree char *after = td_plan_json_write (again);

      assert_same_lines (after, json);
    }
}

static guint
n_equal_contents (const TdPlanData *a, const TdPlanData *b)
{
  guint equal = 0;

  for (guint i = 0; i < td_plan_data_count (a, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (a, TD_KIND_TASK, i);
      const TdTaskRow *other = td_plan_data_nth (b, TD_KIND_TASK, i);

      equal += other != NULL && g_strcmp0 (task->content, other->content) == 0 &&
               g_strcmp0 (task->number, other->number) == 0 &&
               g_strcmp0 (task->deadline_kind, other->deadline_kind) == 0;
    }

  return equal;
}

/* Paper keeps no structure: what was read must be nearly all there. */
static void
test_pdf (void)
{
  g_autofree char *folder = g_dir_make_tmp ("td-round-trip-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "plan.pdf", NULL);

  for (guint seed = 0; seed < n_plans (QUICK_PAPERS, SLOW_PAPERS); seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TdPlanData) plan = make_plan (seed);
      g_autofree char *contents = NULL;
      gsize length;

      td_pdf_write_document (td_plan_compose (plan), td_style_nd30 (), path, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_autoptr (GBytes) bytes = g_bytes_new (contents, length);
      g_autoptr (TdPlanData) again =
          td_import_plan (bytes, "plan.pdf", NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);

      guint tasks = td_plan_data_count (plan, TD_KIND_TASK);
      g_assert_cmpuint (td_plan_data_count (again, TD_KIND_TASK), ==, tasks);
      g_assert_cmpuint (100 * n_equal_contents (plan, again), >=, 95 * tasks);
      g_assert_cmpuint (td_plan_data_count (again, TD_KIND_SECTION), ==,
                        td_plan_data_count (plan, TD_KIND_SECTION));
      g_assert_cmpuint (td_plan_data_count (again, TD_KIND_TARGET), ==,
                        td_plan_data_count (plan, TD_KIND_TARGET));
      g_assert_cmpuint (td_plan_data_count (again, TD_KIND_RECIPIENT), ==, 3);
      g_assert_cmpstr (again->plan->symbol, ==, plan->plan->symbol);
      g_assert_cmpstr (again->plan->number, ==, plan->plan->number);
      g_assert_cmpstr (again->plan->place, ==, plan->plan->place);
      g_assert_cmpstr (again->plan->parent_agency, ==, plan->plan->parent_agency);
      g_assert_cmpstr (again->plan->title, ==, plan->plan->title);
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan-round-trip/docx", test_docx);
  g_test_add_func ("/plan-round-trip/json", test_json);
  g_test_add_func ("/plan-round-trip/pdf", test_pdf);

  return g_test_run ();
}
