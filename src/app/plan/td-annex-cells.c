/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CELL_PADDING 6
#define ROW_HEIGHT 43 /* two lines (design notes, section 1), without the line below */

struct _TdAnnexCells
{
  GtkWidget parent_instance;

  TdAnnexLayout *columns;
  GPtrArray *cells; /* (element-type GtkWidget): owned as children */
};

G_DEFINE_FINAL_TYPE (TdAnnexCells, td_annex_cells, GTK_TYPE_WIDGET)

/* A cell: an icon that is shown with a missing value only, and two lines of text. */
static GtkWidget *
cell_new (const char *role)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (NULL);
  gboolean number = g_strcmp0 (role, TD_COLUMN_NUMBER) == 0;

  gtk_widget_set_visible (icon, FALSE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* Widths come from the columns alone. */
  gtk_label_set_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_xalign (GTK_LABEL (label), number ? 0.5F : 0);
  gtk_label_set_justify (GTK_LABEL (label), number ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  if (number)
    gtk_widget_add_css_class (label, "td-number");
  gtk_box_append (GTK_BOX (cell), icon);
  gtk_box_append (GTK_BOX (cell), label);

  return cell;
}

static void
columns_changed_cb (TdAnnexCells *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->cells, i));
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < td_annex_layout_get_n (self->columns); i++)
    {
      GtkWidget *cell = cell_new (td_annex_layout_nth (self->columns, i)->role);

      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      g_ptr_array_add (self->cells, cell);
    }
}

/* Printed dashes and line ends take room that a table on screen does not have. */
static char *
in_one_paragraph (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (g_str_has_prefix (line, "- ") || g_str_has_prefix (line, "+ "))
        line = g_strchug (line + 2);
      if (*line == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, strchr (";,.:", joined->str[joined->len - 1]) ? " " : "; ");
      g_string_append (joined, line);
    }

  return g_strdup (joined->str);
}

/**
 * td_annex_cells_get_text:
 * @task: a task
 * @role: the role of a column
 *
 * Returns: (nullable) (transfer full): what the table shows in that column
 */
char *
td_annex_cells_get_text (const TdTaskRow *task, const char *role)
{
  const TdFieldSpec *field =
      td_kind_find_field (td_kind_spec (TD_KIND_TASK), td_annex_layout_field (role));
  const char *text = td_row_get_text (task, field);

  if (g_strcmp0 (role, TD_COLUMN_NUMBER) == 0)
    return g_strdup (text != NULL ? text : task->number);

  return text != NULL ? in_one_paragraph (text) : NULL;
}

/* What an inspector would ask for: who leads, what comes out, until when. */
static const char *
missing_word (const char *role)
{
  if (g_strcmp0 (role, TD_COLUMN_PRODUCT) == 0 || g_strcmp0 (role, TD_COLUMN_DEADLINE) == 0)
    return _ ("Not stated");
  if (g_strcmp0 (role, TD_COLUMN_LEAD) == 0 || g_strcmp0 (role, TD_COLUMN_ASSIGNMENT) == 0)
    return _ ("Nobody yet");
  if (g_strcmp0 (role, TD_COLUMN_CONTENT) == 0)
    return _ ("No words yet");

  return NULL;
}

/**
 * td_annex_cells_show_task:
 * @self: the cells
 * @task: what they show
 */
void
td_annex_cells_show_task (TdAnnexCells *self, const TdTaskRow *task)
{
  g_return_if_fail (TD_IS_ANNEX_CELLS (self) && task != NULL);

  if (self->cells->len != td_annex_layout_get_n (self->columns))
    columns_changed_cb (self);
  for (guint i = 0; i < self->cells->len; i++)
    {
      const char *role = td_annex_layout_nth (self->columns, i)->role;
      GtkWidget *icon = gtk_widget_get_first_child (g_ptr_array_index (self->cells, i));
      GtkWidget *label = gtk_widget_get_next_sibling (icon);
      g_autofree char *text = td_annex_cells_get_text (task, role);
      const char *missing = text == NULL || *text == '\0' ? missing_word (role) : NULL;

      gtk_widget_set_visible (icon, missing != NULL);
      if (missing != NULL)
        gtk_widget_add_css_class (g_ptr_array_index (self->cells, i), "td-soon");
      else
        gtk_widget_remove_css_class (g_ptr_array_index (self->cells, i), "td-soon");
      gtk_label_set_label (GTK_LABEL (label), missing != NULL ? missing : text != NULL ? text : "");
    }
}

/**
 * td_annex_cells_describe:
 * @self: the cells
 * @task: a task
 *
 * Returns: (transfer full): the row in one sentence, for screen readers
 */
char *
td_annex_cells_describe (TdAnnexCells *self, const TdTaskRow *task)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < td_annex_layout_get_n (self->columns); i++)
    {
      const TdAnnexColumn *column = td_annex_layout_nth (self->columns, i);
      g_autofree char *cell = td_annex_cells_get_text (task, column->role);
      const char *shown = cell != NULL && *cell != '\0' ? cell : missing_word (column->role);

      if (shown == NULL)
        continue;
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", column->heading, shown);
    }

  return g_string_free (text, FALSE);
}

static GtkSizeRequestMode
td_annex_cells_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
td_annex_cells_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  TdAnnexCells *self = TD_ANNEX_CELLS (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 320;
      return;
    }
  *minimum = *natural = ROW_HEIGHT;
  for (guint i = 0; i < self->cells->len; i++)
    {
      int x, width, height;

      td_annex_layout_place (self->columns, for_size > 0 ? for_size : 740, i, &x, &width);
      gtk_widget_measure (g_ptr_array_index (self->cells, i), GTK_ORIENTATION_VERTICAL,
                          MAX (width - 2 * CELL_PADDING, 1), &height, NULL, NULL, NULL);
      *minimum = MAX (*minimum, height + 6);
    }
  *natural = *minimum;
}

static void
td_annex_cells_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdAnnexCells *self = TD_ANNEX_CELLS (widget);

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkAllocation place = { 0, 0, 0, height };
      int least;

      td_annex_layout_place (self->columns, width, i, &place.x, &place.width);
      place.x += CELL_PADDING;
      gtk_widget_measure (g_ptr_array_index (self->cells, i), GTK_ORIENTATION_HORIZONTAL, -1,
                          &least, NULL, NULL, NULL);
      place.width = MAX (place.width - 2 * CELL_PADDING, least);
      gtk_widget_size_allocate (g_ptr_array_index (self->cells, i), &place, -1);
    }
}

static void
td_annex_cells_dispose (GObject *object)
{
  TdAnnexCells *self = TD_ANNEX_CELLS (object);

  for (guint i = 0; i < self->cells->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->cells, i));
  g_ptr_array_set_size (self->cells, 0);
  g_clear_object (&self->columns);

  G_OBJECT_CLASS (td_annex_cells_parent_class)->dispose (object);
}

static void
td_annex_cells_finalize (GObject *object)
{
  g_ptr_array_unref (TD_ANNEX_CELLS (object)->cells);

  G_OBJECT_CLASS (td_annex_cells_parent_class)->finalize (object);
}

static void
td_annex_cells_class_init (TdAnnexCellsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_annex_cells_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_annex_cells_finalize;
  widget_class->get_request_mode = td_annex_cells_get_request_mode;
  widget_class->measure = td_annex_cells_measure;
  widget_class->size_allocate = td_annex_cells_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "annexcells");
}

static void
td_annex_cells_init (TdAnnexCells *self)
{
  self->cells = g_ptr_array_new ();
}

/**
 * td_annex_cells_new:
 * @columns: shared by the header and all rows
 *
 * Returns: cells that show nothing yet
 */
GtkWidget *
td_annex_cells_new (TdAnnexLayout *columns)
{
  TdAnnexCells *self = g_object_new (TD_TYPE_ANNEX_CELLS, NULL);

  self->columns = g_object_ref (columns);
  g_signal_connect_object (columns, "changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "resized", G_CALLBACK (gtk_widget_queue_resize), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
