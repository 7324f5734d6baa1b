/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-plan-composer.h"

static TdSectionRow *
add_section (TdPlanData *data, gint64 parent, const char *style, const char *title)
{
  TdSectionRow *section = td_plan_data_add (data, TD_KIND_SECTION);

  section->parent_id = parent;
  section->number_style = g_strdup (style);
  section->title = g_strdup (title);

  return section;
}

static TdBlockRow *
add_block (TdPlanData *data, gint64 section, const char *kind, const char *style, const char *text)
{
  TdBlockRow *block = td_plan_data_add (data, TD_KIND_BLOCK);

  block->section_id = section;
  block->kind = g_strdup (kind);
  block->marker_style = g_strdup (style);
  block->level = style != NULL ? 1 : 0;
  block->text = g_strdup (text);

  return block;
}

static void
add_column (TdPlanData *data, const char *role, const char *heading)
{
  TdPlanColumnRow *column = td_plan_data_add (data, TD_KIND_PLAN_COLUMN);

  column->role = g_strdup (role);
  column->heading = g_strdup (heading);
}

static TdPlanData *
make_plan (void)
{
  TdPlanData *data = td_plan_data_new ();
  TdLegalBasisRow *basis;
  TdRecipientRow *recipient;
  TdSignatoryRow *signatory;
  gint64 first;

  data->plan->year = 2026;
  data->plan->doc_type = g_strdup ("KẾ HOẠCH");
  data->plan->title = g_strdup ("Cải cách hành chính năm 2026");
  data->plan->agency = g_strdup ("SỞ GIÁO DỤC VÀ ĐÀO TẠO");
  data->plan->agency_full = g_strdup ("Sở Giáo dục và Đào tạo tỉnh Bình Minh");
  data->plan->symbol = g_strdup ("KH-SGDĐT");
  for (guint i = 0; i < 2; i++)
    {
      basis = td_plan_data_add (data, TD_KIND_LEGAL_BASIS);
      basis->verb = g_strdup ("Căn cứ");
      basis->text = g_strdup (i == 0 ? "Luật Giáo dục" : "Kế hoạch số 12/KH-UBND");
    }
  add_block (data, 0, TD_BODY_PREAMBLE, NULL, "Sở ban hành kế hoạch như sau:");
  first = add_section (data, 0, "roman", "MỤC ĐÍCH")->row.id;
  add_block (data, first, TD_BODY_BULLET, "letter", "Một");
  add_block (data, first, TD_BODY_BULLET, "letter", "Hai");
  add_block (data, first, TD_BODY_BULLET, "dash", "Ba");
  add_section (data, first, "arabic", "Yêu cầu");
  add_block (data, 0, TD_BODY_CLOSING, NULL, "Trên đây là kế hoạch./.");
  for (guint i = 0; i < 2; i++)
    {
      recipient = td_plan_data_add (data, TD_KIND_RECIPIENT);
      recipient->text = g_strdup (i == 0 ? "UBND tỉnh (để báo cáo)" : "Lưu: VT, VP");
    }
  signatory = td_plan_data_add (data, TD_KIND_SIGNATORY);
  signatory->prefix = g_strdup ("KT.");
  signatory->on_behalf_of = g_strdup ("GIÁM ĐỐC");
  signatory->title = g_strdup ("PHÓ GIÁM ĐỐC");
  signatory->name = g_strdup ("Nguyễn Văn An");
  td_plan_data_sort (data);

  return data;
}

static void
add_annex (TdPlanData *data, gboolean label_in_title)
{
  TdPlanGroupRow *group;
  TdTaskRow *task;

  data->plan->annex_label = g_strdup ("PHỤ LỤC");
  data->plan->annex_title = g_strdup ("DANH MỤC NHIỆM VỤ");
  add_column (data, TD_COLUMN_NUMBER, "TT");
  add_column (data, TD_COLUMN_CONTENT, "Nhiệm vụ");
  add_column (data, TD_COLUMN_DEADLINE, "Thời gian");
  group = td_plan_data_add (data, TD_KIND_PLAN_GROUP);
  group->label = g_strdup ("I");
  group->title = g_strdup ("Cải cách thể chế");
  group->label_in_title = label_in_title;
  task = td_plan_data_add (data, TD_KIND_TASK);
  task->group_id = group->row.id;
  task->number = g_strdup ("1");
  task->content = g_strdup ("Rà soát văn bản");
  task->deadline_text = g_strdup ("Quý I\nQuý III");
  task = td_plan_data_add (data, TD_KIND_TASK);
  task->origin = g_strdup ("section_bullet");
  task->content = g_strdup ("Việc trong phần lời");
  td_plan_data_sort (data);
}

static TdBlock *
nth_of_kind (TdBlock *block, TdBlockKind kind, guint *n)
{
  if (block->kind == kind && (*n)-- == 0)
    return block;
  for (guint i = 0; i < td_block_n_children (block); i++)
    {
      TdBlock *found = nth_of_kind (td_block_child (block, i), kind, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static TdBlock *
find (TdBlock *root, TdBlockKind kind, guint n)
{
  return nth_of_kind (root, kind, &n);
}

static void
test_order (void)
{
  static const TdBlockKind expected[] = {
    TD_BLOCK_HEADER,  TD_BLOCK_PARAGRAPH, TD_BLOCK_PARAGRAPH, TD_BLOCK_PARAGRAPH,
    TD_BLOCK_HEADING, TD_BLOCK_LIST_ITEM, TD_BLOCK_LIST_ITEM, TD_BLOCK_LIST_ITEM,
    TD_BLOCK_HEADING, TD_BLOCK_PARAGRAPH, TD_BLOCK_SIGNATURE,
  };
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (TdBlock) document = td_plan_compose (data);
  TdBlock *body = td_block_child (document, 0);

  g_assert_cmpuint (td_block_n_children (document), ==, 1);
  g_assert_cmpuint (td_block_n_children (body), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (td_block_child (body, i)->kind, ==, expected[i]);
}

static void
test_legal_basis_end (void)
{
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (TdBlock) document = td_plan_compose (data);

  g_assert_cmpstr (td_block_get_text (find (document, TD_BLOCK_PARAGRAPH, 0))->text, ==,
                   "Căn cứ Luật Giáo dục;");
  g_assert_cmpstr (td_block_get_text (find (document, TD_BLOCK_PARAGRAPH, 1))->text, ==,
                   "Căn cứ Kế hoạch số 12/KH-UBND.");
}

static void
test_structure (void)
{
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (TdBlock) document = td_plan_compose (data);
  TdBlock *first = find (document, TD_BLOCK_HEADING, 0);
  TdBlock *second = find (document, TD_BLOCK_HEADING, 1);

  g_assert_cmpint (first->as.heading.level, ==, 1);
  g_assert_cmpstr (first->as.heading.label, ==, "I.");
  g_assert_cmpint (second->as.heading.level, ==, 2);
  g_assert_cmpstr (second->as.heading.label, ==, "1.");
  g_assert_cmpint (first->source.kind, ==, TD_KIND_SECTION);
  g_assert_cmpstr (first->source.field, ==, "title");
}

/* Items that go on after a section among them keep their place. */
static void
test_after_section (void)
{
  g_autoptr (TdPlanData) data = make_plan ();
  const TdSectionRow *parent = td_plan_data_nth (data, TD_KIND_SECTION, 0);
  const TdSectionRow *child = td_plan_data_nth (data, TD_KIND_SECTION, 1);
  TdBlockRow *block = add_block (data, parent->row.id, TD_BODY_BULLET, "dash", "Sau mục con");
  g_autoptr (TdBlock) document = NULL;
  TdBlock *body;

  block->after_section_id = child->row.id;
  td_plan_data_sort (data);
  document = td_plan_compose (data);
  body = td_block_child (document, 0);
  g_assert_cmpint (td_block_child (body, 8)->kind, ==, TD_BLOCK_HEADING);
  g_assert_cmpint (td_block_child (body, 9)->kind, ==, TD_BLOCK_LIST_ITEM);
  g_assert_cmpstr (td_block_get_text (td_block_child (body, 9))->text, ==, "Sau mục con");
}

static void
test_markers (void)
{
  static const char *const expected[] = { "a)", "b)", "-" };
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (TdBlock) document = td_plan_compose (data);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (find (document, TD_BLOCK_LIST_ITEM, i)->as.list_item.label, ==, expected[i]);
}

static void
test_recipients (void)
{
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (TdBlock) document = td_plan_compose (data);
  TdBlock *signature = find (document, TD_BLOCK_SIGNATURE, 0);

  g_assert_cmpstr (signature->as.signature.recipients[0], ==, "- UBND tỉnh (để báo cáo);");
  g_assert_cmpstr (signature->as.signature.recipients[1], ==, "- Lưu: VT, VP.");
}

static void
test_signing_prefix (void)
{
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (TdBlock) document = td_plan_compose (data);
  TdBlock *signature = find (document, TD_BLOCK_SIGNATURE, 0);

  g_assert_cmpstr (signature->as.signature.titles[0], ==, "KT. GIÁM ĐỐC");
  g_assert_cmpstr (signature->as.signature.titles[1], ==, "PHÓ GIÁM ĐỐC");
  g_assert_null (signature->as.signature.titles[2]);
  g_assert_cmpstr (signature->as.signature.name, ==, "Nguyễn Văn An");
}

static void
test_annex_reference (void)
{
  static const struct
  {
    const char *number, *date, *expected;
  } cases[] = {
    { "610", "2026-03-04",
      "(Kèm theo Kế hoạch số 610/KH-SGDĐT ngày 04 tháng 3 năm 2026 của "
      "Sở Giáo dục và Đào tạo tỉnh Bình Minh)" },
    { "05", "2026-02-15",
      "(Kèm theo Kế hoạch số 05/KH-SGDĐT ngày 15 tháng 02 năm 2026 của "
      "Sở Giáo dục và Đào tạo tỉnh Bình Minh)" },
  };
  g_autoptr (TdPlanData) data = make_plan ();
  g_autofree char *blank = td_plan_annex_reference (data->plan);

  g_assert_true (g_str_has_prefix (blank, "(Kèm theo Kế hoạch số \u00a0"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_free (data->plan->number);
      g_free (data->plan->issued_date);
      data->plan->number = g_strdup (cases[i].number);
      data->plan->issued_date = g_strdup (cases[i].date);
      text = td_plan_annex_reference (data->plan);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_annex (gconstpointer label_in_title)
{
  gboolean joined = GPOINTER_TO_INT (label_in_title);
  g_autoptr (TdPlanData) data = make_plan ();
  g_autoptr (TdBlock) document = NULL;
  TdBlock *table, *group, *task;

  add_annex (data, joined);
  document = td_plan_compose (data);
  g_assert_cmpuint (td_block_n_children (document), ==, 2);
  table = find (document, TD_BLOCK_TABLE, 0);
  g_assert_cmpuint (table->as.table.n_header_rows, ==, 1);
  /* header, area row, one task: the bullet of the body is not printed again */
  g_assert_cmpuint (td_block_n_children (table), ==, 3);
  group = td_block_child (table, 1);
  g_assert_true (group->as.row.group);
  g_assert_cmpuint (td_block_n_children (group), ==, joined ? 1 : 2);
  if (joined)
    g_assert_cmpstr (td_block_get_text (find (group, TD_BLOCK_PARAGRAPH, 0))->text, ==,
                     "I. Cải cách thể chế");
  task = td_block_child (table, 2);
  g_assert_cmpuint (td_block_n_children (task), ==, 3);
  /* each line of a raw cell is a paragraph */
  g_assert_cmpuint (td_block_n_children (td_block_child (task, 2)), ==, 2);
  g_assert_cmpstr (td_block_child (task, 2)->source.field, ==, "deadline_text");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/composer/order", test_order);
  g_test_add_func ("/composer/rule/nd30-legal-basis-end", test_legal_basis_end);
  g_test_add_func ("/composer/rule/nd30-structure", test_structure);
  g_test_add_func ("/composer/after-section", test_after_section);
  g_test_add_func ("/composer/markers", test_markers);
  g_test_add_func ("/composer/rule/nd30-recipients", test_recipients);
  g_test_add_func ("/composer/rule/nd30-signing-prefix", test_signing_prefix);
  g_test_add_func ("/composer/rule/nd30-annex-reference", test_annex_reference);
  g_test_add_data_func ("/composer/annex/split", GINT_TO_POINTER (FALSE), test_annex);
  g_test_add_data_func ("/composer/annex/joined", GINT_TO_POINTER (TRUE), test_annex);

  return g_test_run ();
}
