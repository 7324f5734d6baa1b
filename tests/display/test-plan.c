/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <poppler.h>

#include "plan/td-block-editor.h"
#include "plan/td-content-tab.h"
#include "plan/td-form-tab.h"
#include "plan/td-plan-items.h"
#include "plan/td-plan-print.h"
#include "plan/td-plan-view.h"
#include "plan/td-rich-text.h"
#include "td-plan-composer.h"
#include "td-plan-repository.h"
#include "td-test-office.h"
#include "td-test-wait.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* Lists of a plan: which emission a change makes */

typedef struct
{
  TdPlanItems *items;
  GString *emissions;
} List;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
fill (List *list, const char *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);

  g_string_truncate (list->emissions, 0);
  td_plan_items_begin (list->items);
  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);
      TdSectionRow *row = td_row_new (TD_KIND_SECTION);

      row->row.id = g_ascii_strtoll (parts[0], NULL, 10);
      row->title = g_strdup (parts[1]);
      td_plan_items_append (list->items, TD_KIND_SECTION, row, 0, FALSE, FALSE, NULL, NULL);
      td_row_free (TD_KIND_SECTION, row);
    }
  td_plan_items_end (list->items);
}

static void
test_items_emissions (void)
{
  static const struct
  {
    const char *before, *after, *emissions;
  } cases[] = {
    { "", "1 2 3", "0-0+3 " },        { "1 2 3", "1 2 3", "" },
    { "1 2 3", "1 4 2 3", "1-0+1 " }, { "1 2 3", "1 3", "1-1+0 " },
    { "1 2 3", "2 1 3", "0-2+2 " },   { "1 2 3", "1 2=x 3", "" },
    { "1 2 3", "", "0-3+0 " },        { "1 2 3", "1 2 3 4", "3-0+1 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      List list = { td_plan_items_new (), g_string_new (NULL) };

      g_signal_connect (list.items, "items-changed", G_CALLBACK (items_changed_cb), list.emissions);
      fill (&list, cases[i].before);
      fill (&list, cases[i].after);
      g_assert_cmpstr (list.emissions->str, ==, cases[i].emissions);
      g_assert_finalize_object (list.items);
      g_string_free (list.emissions, TRUE);
    }
}

static void
count_cb (TdPlanItem *item, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* The same record keeps its object wherever it moves, and tells when its row differs. */
static void
test_items_stable (void)
{
  List list = { td_plan_items_new (), g_string_new (NULL) };
  guint changes = 0;
  TdPlanItem *second;

  fill (&list, "1 2 3");
  second = td_plan_items_get (list.items, 1);
  g_signal_connect (second, "changed", G_CALLBACK (count_cb), &changes);
  fill (&list, "2 3 1");
  g_assert_true (td_plan_items_get (list.items, 0) == second);
  g_assert_cmpuint (changes, ==, 0);
  fill (&list, "2=khác 3 1");
  g_assert_cmpuint (changes, ==, 1);
  fill (&list, "2=khác 3 1");
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (td_plan_items_find (list.items, TD_KIND_SECTION, 1), ==, 2);
  g_assert_finalize_object (list.items);
  g_string_free (list.emissions, TRUE);
}

/* Rich text */

static void
test_rich_text (void)
{
  static const char *const marks[] = { NULL, "b0+2", "b0+2 i3+4", "b0+7", "b2+3 n7+1=1" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
      g_autofree char *text = NULL;
      g_autofree char *back = NULL;

      td_rich_text_load (buffer, "Kế hoạch1", marks[i]);
      text = td_rich_text_dup_text (buffer);
      back = td_rich_text_dup_marks (buffer);
      g_assert_cmpstr (text, ==, "Kế hoạch1");
      g_assert_cmpstr (back, ==, marks[i]);
    }
}

static void
test_rich_text_toggle (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autofree char *on = NULL;
  g_autofree char *off = NULL;
  GtkTextIter start, end;

  td_rich_text_load (buffer, "Kế hoạch năm", NULL);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 3);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 7);
  gtk_text_buffer_select_range (buffer, &start, &end);
  td_rich_text_toggle (buffer, 'b');
  on = td_rich_text_dup_marks (buffer);
  g_assert_cmpstr (on, ==, "b3+4");
  g_assert_true (td_rich_text_is_on (buffer, 'b'));
  td_rich_text_toggle (buffer, 'b');
  off = td_rich_text_dup_marks (buffer);
  g_assert_cmpstr (off, ==, NULL);
}

/* With a workspace */

typedef struct
{
  TdTestOffice base;
  TdWorkspace *workspace;
  gint64 plan_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  td_test_office_open_sample (&fixture->base);
  fixture->workspace = fixture->base.workspace;
  fixture->plan_id = td_test_office_plan (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  td_test_office_clear (&fixture->base);
}

static TdBlockRow *
read_block (Fixture *fixture, gint64 id)
{
  return td_workspace_get_row (fixture->workspace, TD_KIND_BLOCK, id, NULL);
}

static gboolean
block_says (Fixture *fixture, gint64 id, const char *text)
{
  TdBlockRow *block = read_block (fixture, id);
  gboolean same = block != NULL && g_strcmp0 (block->text, text) == 0;

  td_row_free (TD_KIND_BLOCK, block);

  return same;
}

static TdPlanItem *
make_item (TdPlanItems *items, const TdBlockRow *block)
{
  td_plan_items_begin (items);
  td_plan_items_append (items, TD_KIND_BLOCK, block, 0, FALSE, FALSE, "-", NULL);
  td_plan_items_end (items);

  return td_plan_items_get (items, 0);
}

static GtkTextBuffer *
buffer_of (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkTextBuffer *buffer = GTK_IS_TEXT_VIEW (child)
                                  ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (child))
                                  : buffer_of (child);

      if (buffer != NULL)
        return buffer;
    }

  return NULL;
}

/* RULE typing-field-commit: after a rest the words are in the file; what is being typed is never
 * overwritten by what comes from elsewhere. */
static void
test_block_editor (Fixture *fixture, gconstpointer data)
{
  GtkWidget *parent = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (TdPlanContext) context =
      td_plan_context_new (fixture->workspace, fixture->plan_id, parent);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_BLOCK);
  g_autoptr (GPtrArray) blocks = td_workspace_list_rows (fixture->workspace, query, NULL);
  TdBlockRow *block = g_ptr_array_index (blocks, 3);
  g_autoptr (TdPlanItems) items = td_plan_items_new ();
  GtkWidget *editor = g_object_ref_sink (td_block_editor_new (context));
  GtkTextBuffer *buffer = buffer_of (editor);
  g_autofree char *shown = NULL;

  td_block_editor_set_item (TD_BLOCK_EDITOR (editor), make_item (items, block));
  gtk_text_buffer_set_text (buffer, "Lời đang gõ", -1);
  g_assert_true (!block_says (fixture, block->row.id, "Lời đang gõ"));
  g_free (block->text);
  block->text = g_strdup ("Lời từ nơi khác");
  make_item (items, block);
  shown = td_rich_text_dup_text (buffer);
  g_assert_cmpstr (shown, ==, "Lời đang gõ");
  WAIT_FOR (block_says (fixture, block->row.id, "Lời đang gõ"));

  td_block_editor_set_item (TD_BLOCK_EDITOR (editor), NULL);
  g_assert_finalize_object (editor);
  g_object_unref (parent);
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdPlanPreview) preview = td_plan_preview_new (fixture->workspace, fixture->plan_id);
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_SECTION);
  g_autoptr (GPtrArray) sections = td_workspace_list_rows (fixture->workspace, query, NULL);
  gint64 id = ((TdRow *) g_ptr_array_index (sections, 0))->id;
  g_autoptr (TdEdit) edit = td_edit_new_set (TD_KIND_SECTION, id, "title", "TÊN MỤC MỚI");
  g_autofree char *dump = NULL;
  TdLayout *first;

  WAIT_FOR (td_plan_preview_get_layout (preview) != NULL);
  first = td_layout_ref (td_plan_preview_get_layout (preview));
  g_assert_cmpuint (td_layout_get_n_pages (first), >, 3);
  g_assert_true (td_edit_run (edit, fixture->workspace, NULL, NULL));
  WAIT_FOR (td_plan_preview_get_layout (preview) != first);
  dump = td_layout_dump (td_plan_preview_get_layout (preview));
  g_assert_nonnull (strstr (dump, "TÊN MỤC MỚI"));
  td_layout_unref (first);
}

static void
test_print (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TdPlanData) plan = td_plan_repository_load (
      td_workspace_get_connection (fixture->workspace), fixture->plan_id, NULL);
  g_autoptr (TdBlock) document = NULL;
  g_autoptr (TdLayout) layout = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *path = g_build_filename (fixture->base.folder, "in.pdf", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (PopplerDocument) pdf = NULL;
  g_autoptr (PopplerPage) page = NULL;
  g_autofree char *text = NULL;
  double width, height, wanted_width, wanted_height;

  g_free (plan->plan->annex_orientation);
  plan->plan->annex_orientation = g_strdup ("landscape");
  document = td_plan_compose (plan);
  layout = td_layout_new (document, td_style_nd30 (), NULL);
  operation = td_plan_print_new (layout, "thử");
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL), ==,
      GTK_PRINT_OPERATION_RESULT_APPLY);

  pdf = poppler_document_new_from_file (uri, NULL, NULL);
  g_assert_nonnull (pdf);
  g_assert_cmpint (poppler_document_get_n_pages (pdf), ==, (int) td_layout_get_n_pages (layout));
  page = poppler_document_get_page (pdf, 0);
  text = poppler_page_get_text (page);
  g_assert_nonnull (strstr (text, "KẾ HOẠCH"));
  for (guint i = 0; i < td_layout_get_n_pages (layout); i++)
    {
      g_autoptr (PopplerPage) each = poppler_document_get_page (pdf, (int) i);

      poppler_page_get_size (each, &width, &height);
      td_layout_get_page_size (layout, i, &wanted_width, &wanted_height);
      g_assert_cmpfloat_with_epsilon (width, wanted_width, 2);
      g_assert_cmpfloat_with_epsilon (height, wanted_height, 2);
    }
}

static GtkWidget *
make_view (Fixture *fixture)
{
  return td_plan_view_new (fixture->workspace, fixture->plan_id);
}

/* The whole plan view builds, shows the plan and goes away without a trace. */
static void
test_view (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = make_view (fixture);
  gpointer gone = view;

  g_object_add_weak_pointer (G_OBJECT (view), &gone);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (td_plan_context_get_data (td_plan_view_get_context (TD_PLAN_VIEW (view))) != NULL);
  WAIT_FOR (td_plan_context_get_selected (td_plan_view_get_context (TD_PLAN_VIEW (view))).kind ==
            TD_KIND_SECTION);
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_FOR (gone == NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/plan/items/emissions", test_items_emissions);
  g_test_add_func ("/plan/items/stable", test_items_stable);
  g_test_add_func ("/plan/rich-text/round-trip", test_rich_text);
  g_test_add_func ("/plan/rich-text/toggle", test_rich_text_toggle);
  g_test_add ("/plan/rule/typing-field-commit", Fixture, NULL, set_up, test_block_editor,
              tear_down);
  g_test_add ("/plan/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/plan/print", Fixture, NULL, set_up, test_print, tear_down);
  g_test_add ("/plan/view", Fixture, NULL, set_up, test_view, tear_down);

  return g_test_run ();
}
